//! The handlers.

use axum::Json;
use axum::Router;
use axum::extract::Path;
use axum::extract::Query as Search;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use orm::prelude::*;

use crate::schema::NewPost;
use crate::schema::NewUser;
use crate::schema::Output;
use crate::schema::Post;
use crate::schema::User;
use crate::schema::UserChanges;

/// What a handler refuses with.
type Refusal = (StatusCode, String);

/// The routes, over a pool.
pub fn routes(db: Db) -> Router {
    Router::new()
        .route("/users", get(list).post(create))
        .route("/users/{id}", get(one).patch(change).delete(remove))
        .route("/output", get(output))
        .with_state(db)
}

/// What a list is narrowed by.
#[derive(Debug, serde::Deserialize)]
struct Narrow {
    name: Option<String>,
}

async fn list(
    State(db): State<Db>,
    Search(narrow): Search<Narrow>,
) -> Result<Json<Vec<User>>, Refusal> {
    let mut query = from(User).order_by(User.id);
    if let Some(name) = narrow.name {
        query = query.filter(User.name.ilike(format!("%{name}%")));
    }
    query.all(&db).await.map(Json).map_err(refusal)
}

async fn one(State(db): State<Db>, Path(id): Path<i32>) -> Result<Json<User>, Refusal> {
    User.find(id).one(&db).await.map(Json).map_err(refusal)
}

/// Makes a user and a first post, or neither.
async fn create(
    State(db): State<Db>,
    Json(new): Json<NewUser>,
) -> Result<(StatusCode, Json<User>), Refusal> {
    let user = db
        .transaction(async |tx| {
            let user = insert(new).returning_all().one(tx).await?;
            let title = format!("{} says hello", user.name);
            insert(NewPost::builder().author_id(user.id).title(title))
                .execute(tx)
                .await?;
            Ok(user)
        })
        .await
        .map_err(refusal)?;
    Ok((StatusCode::CREATED, Json(user)))
}

async fn change(
    State(db): State<Db>,
    Path(id): Path<i32>,
    Json(changes): Json<UserChanges>,
) -> Result<Json<User>, Refusal> {
    let changed = update(User)
        .set(changes)
        .filter(User.id.eq(id))
        .returning_all();
    changed.one(&db).await.map(Json).map_err(refusal)
}

async fn remove(State(db): State<Db>, Path(id): Path<i32>) -> Result<StatusCode, Refusal> {
    let gone = delete(User)
        .filter(User.id.eq(id))
        .execute(&db)
        .await
        .map_err(refusal)?;
    Ok(if gone == 0 {
        StatusCode::NOT_FOUND
    } else {
        StatusCode::NO_CONTENT
    })
}

async fn output(State(db): State<Db>) -> Result<Json<Vec<Output>>, Refusal> {
    let rows = from(User)
        .left_join(Post, Post.author_id.eq(User.id))
        .group_by(User)
        .order_by(User.id)
        .select_as::<Output>((User.name, count(Post.id)));
    rows.all(&db).await.map(Json).map_err(refusal)
}

fn refusal(error: orm::Error) -> Refusal {
    let status = if error.is_not_found() {
        StatusCode::NOT_FOUND
    } else if error.is_unique_violation() {
        StatusCode::CONFLICT
    } else {
        StatusCode::INTERNAL_SERVER_ERROR
    };
    (status, error.to_string())
}
