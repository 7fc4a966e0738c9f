//! The code of the README: a schema, rows in, rows out, on a real PostgreSQL.
//!
//! `cargo run --example quickstart`. It uses `DATABASE_URL` if that is set, else a private server
//! that is gone when the program ends.

#![expect(clippy::print_stdout, reason = "it shows what it does")]

use orm::prelude::*;

/// Someone who writes posts.
#[derive(Table, Debug, Clone)]
#[table(name = "users", index(created_at.desc()))]
pub struct User {
    /// GENERATED ALWAYS AS IDENTITY.
    #[column(primary_key, identity)]
    pub id: i32,
    /// What to call them.
    pub name: String,
    /// Where to reach them.
    #[column(unique)]
    pub email: String,
    /// What they say of themselves.
    pub bio: Option<String>,
    /// When the row was made.
    #[column(default = now())]
    pub created_at: DateTime<Utc>,
}

/// What someone wrote.
#[derive(Table, Debug, Clone)]
#[table(name = "posts")]
pub struct Post {
    /// GENERATED ALWAYS AS IDENTITY.
    #[column(primary_key, identity)]
    pub id: i32,
    /// Who wrote it.
    #[column(references(User.id, on_delete = cascade), index)]
    pub author_id: i32,
    /// Its title.
    pub title: String,
    /// Whether others can read it.
    #[column(default = false)]
    pub published: bool,
    /// When the row was made.
    #[column(default = now())]
    pub created_at: DateTime<Utc>,
}

/// How much an author wrote.
#[derive(Row, Debug)]
pub struct Output {
    /// Of whom.
    pub name: String,
    /// How many posts.
    pub posts: i64,
    /// When the last one was written.
    pub latest: Option<DateTime<Utc>>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = orm_embedded::Postgres::start()?;
    let db = Db::connect(server.url()).await?;
    Schema::of([User::table(), Post::table()])
        .create(&db)
        .await?;
    let ran = run(&db).await;
    if !server.is_private() {
        // Somebody's own server is left as it was; a private one is gone with the program.
        db.batch("drop table posts, users").await?;
    }
    ran?;
    Ok(())
}

async fn run(db: &Db) -> Result<(), orm::Error> {
    println!("created the tables users and posts");

    // Insert. NewUser has no `id`, which the server makes, and its `created_at` is optional.
    let ada: User = insert(NewUser::builder().name("Ada").email("ada@example.com"))
        .returning_all()
        .one(db)
        .await?;
    let others = insert([
        NewUser::builder()
            .name("Grace")
            .email("grace@example.com")
            .bio("compilers"),
        NewUser::builder()
            .name("Alan")
            .email("alan@example.com")
            .bio("machines"),
    ])
    .execute(db)
    .await?;
    println!("inserted {} and {others} others", ada.name);

    // A transaction commits on Ok and rolls back on Err.
    let first = db
        .transaction(async |tx| {
            let titles = ["Notes", "More notes", "Errata"];
            let posts = titles.map(|title| NewPost::builder().author_id(ada.id).title(title));
            insert(posts).execute(tx).await?;
            update(Post)
                .set(Post.published.set(true))
                .filter(Post.title.ilike("%notes"))
                .returning(Post.id)
                .all(tx)
                .await
        })
        .await?;
    println!("published the posts {first:?}");

    // Join. A left join makes the right side an Option; nothing has to be said for it.
    let titles: Vec<(String, Option<String>)> = from(User)
        .left_join(
            Post,
            Post.author_id.eq(User.id).and(Post.published.eq(true)),
        )
        .order_by((User.name.asc(), Post.title.asc().nulls_last()))
        .select((User.name, Post.title))
        .all(db)
        .await?;
    for (name, title) in titles {
        println!("  {name}: {}", title.as_deref().unwrap_or("nothing yet"));
    }

    // Group. A column that is neither grouped nor aggregated would not compile.
    let output: Vec<Output> = from(User)
        .inner_join(Post, Post.author_id.eq(User.id))
        .group_by(User)
        .having(count(Post.id).gt(1))
        .select_as::<Output>((User.name, count(Post.id), max(Post.created_at)))
        .all(db)
        .await?;
    for row in output {
        println!(
            "  {} wrote {} posts, the last at {:?}",
            row.name, row.posts, row.latest
        );
    }

    // Upsert, by a unique key that the compiler knows.
    insert(
        NewUser::builder()
            .name("Ada Lovelace")
            .email("ada@example.com"),
    )
    .on_conflict(User.email)
    .do_update(|new| User.name.set(new.name))
    .execute(db)
    .await?;
    let ada = User.find(ada.id).one(db).await?;
    println!("renamed to {}", ada.name);

    // Delete. Without a filter it would not compile.
    let gone = delete(Post)
        .filter(Post.published.eq(false))
        .execute(db)
        .await?;
    println!("deleted {gone} draft");

    // What the server refuses is an error that can be asked.
    let twice = insert(NewUser::builder().name("Eve").email("ada@example.com"))
        .execute(db)
        .await;
    if let Err(error) = twice {
        assert!(error.is_unique_violation());
        println!("refused: {error}");
    }
    Ok(())
}
