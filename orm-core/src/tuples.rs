//! Calls a macro with the type letters of every tuple size that queries take, 1 to 26.

macro_rules! all {
    ($m:ident) => {
        $m!(A);
        $m!(A B);
        $m!(A B C);
        $m!(A B C D);
        $m!(A B C D E);
        $m!(A B C D E F);
        $m!(A B C D E F G);
        $m!(A B C D E F G H);
        $m!(A B C D E F G H I);
        $m!(A B C D E F G H I J);
        $m!(A B C D E F G H I J K);
        $m!(A B C D E F G H I J K L);
        $m!(A B C D E F G H I J K L M);
        $m!(A B C D E F G H I J K L M N);
        $m!(A B C D E F G H I J K L M N O);
        $m!(A B C D E F G H I J K L M N O P);
        $m!(A B C D E F G H I J K L M N O P Q);
        $m!(A B C D E F G H I J K L M N O P Q R);
        $m!(A B C D E F G H I J K L M N O P Q R S);
        $m!(A B C D E F G H I J K L M N O P Q R S T);
        $m!(A B C D E F G H I J K L M N O P Q R S T U);
        $m!(A B C D E F G H I J K L M N O P Q R S T U V);
        $m!(A B C D E F G H I J K L M N O P Q R S T U V W);
        $m!(A B C D E F G H I J K L M N O P Q R S T U V W X);
        $m!(A B C D E F G H I J K L M N O P Q R S T U V W X Y);
        $m!(A B C D E F G H I J K L M N O P Q R S T U V W X Y Z);
    };
}
pub(crate) use all;
