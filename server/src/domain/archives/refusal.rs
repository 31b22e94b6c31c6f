//! What a person is told instead of being obeyed.

use crate::kernel::{ErrorCode, Failure};
use time::Date;

/// Why an archive was not opened, read, answered or handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArchiveRefusal {
    /// Not one who keeps the files.
    NotPersonnel,
    /// Nobody could tell from whose archive he must keep away.
    NobodyBehind,
    /// His own archive, or that of somebody near him.
    Near,
    /// The opening has ended.
    Over(Date),
    /// No official stands behind the account.
    NoOfficial,
    /// Not a head of the county commission.
    NotCommission,
    /// No role that has to do with archives.
    NoPart,
    /// A kind of this name may be declared already.
    KindTaken,
    /// The kind has ended.
    KindEnded,
    /// The most of these.
    TooMany(usize),
    /// The same sheet went or came before.
    SheetKnown,
    /// There is a receipt already.
    Received,
    /// This key is known already.
    PeerKnown,
}

impl From<ArchiveRefusal> for Failure {
    fn from(refusal: ArchiveRefusal) -> Self {
        use ArchiveRefusal as R;
        use ErrorCode as E;
        match refusal {
            R::NotPersonnel => Self::refuse(E::Forbidden, "廉洁档案只有档案查阅人能查阅，而且要写明用途。"),
            R::NobodyBehind => {
                Self::refuse(E::Forbidden, "您的账号还没有对应干部，说不清要回避谁，所以不能查阅档案。请县管理员先补上对应干部。")
            }
            R::Near => Self::refuse(E::Forbidden, "这是您本人或者您要回避的人的档案，请换一位档案查阅人。"),
            R::Over(on) => Self::refuse(E::State, format!("这次查阅到 {on} 为止，已经结束。还要看，请重新写明用途。")),
            R::NoOfficial => Self::refuse(E::Forbidden, "您的账号没有对应干部，没有自己的廉洁档案。请县管理员补上对应干部。"),
            R::NotCommission => Self::refuse(E::Forbidden, "这件事只有县纪委监委的负责人能定。"),
            R::NoPart => Self::refuse(E::Forbidden, "申报事项的类别给干部本人、档案查阅人和县纪委监委的负责人看。"),
            R::KindTaken => Self::field(E::Conflict, "name", "已经有同名的类别了。"),
            R::KindEnded => Self::field(E::State, "kindId", "这一类已经停止申报。"),
            R::TooMany(most) => Self::refuse(E::Limit, format!("最多 {most} 条，不能再加了。")),
            R::SheetKnown => Self::refuse(E::Conflict, "这份移交单已经登记过了。"),
            R::Received => Self::refuse(E::State, "回执已经登记过了。"),
            R::PeerKnown => Self::refuse(E::Conflict, "这个公钥已经登记过了。"),
        }
    }
}
