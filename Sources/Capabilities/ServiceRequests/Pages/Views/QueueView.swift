internal import Kernel

/// The dispatcher's page: counts as filters, the queue by time left, a map, the selected case.
struct QueueView: Sendable {
  let counts: [CountFilter]
  let sorts: [LinkView]
  /// The filters that are on, each a link that takes it away; empty hides the bar's second line.
  let filters: [LinkView]
  /// Where the filter is set.
  let filterPath: String
  let search: String
  /// Filing for a caller, for those who may.
  var intakePath: String?
  /// Query of the current filter, kept by the search form as hidden fields.
  let kept: [KeptField]
  let rows: [QueueRow]
  let empty: EmptyView?
  /// Such as "共 60 件".
  let total: String
  /// Back to the beginning of a list that goes on for pages.
  let first: String?
  let older: String?
  /// What waits behind "有 3 条新的"; rows never re-sort under the pointer.
  let live: Live
  let detail: DeskCase?
  let acts: QueueActs?
  let filterForm: QueueFilterView?
  /// The list's own address after a form was sent: `?status=…` or nothing.
  let keptQuery: String
  let errors: FormErrors?
  let map: MapView?
  /// The grids' duty posts on the map; never people.
  let posts: [Post]
  /// The last few moves of anybody: "10:26 水务公司 接单 8 号楼水压低".
  let feed: [FeedLine]
  /// Doing several at once; nil where nothing of the page can be.
  var batch: BatchForm?

  /// What stands beside the list: the filter's form, or one case with its forms.
  struct Beside: Sendable {
    var selected: String?
    var detail: DeskCase?
    var acts: QueueActs?
    var filter: QueueFilterView?
  }

  /// What the page listens to, and the words for what it hears; `#` stands for a number.
  struct Live: Sendable {
    /// The list's filter, as the stream is asked for it.
    let query: String
    /// The same page, looked at anew.
    let path: String
    let one: String
    let many: String
  }

  struct CountFilter: Sendable {
    let path: String
    let number: String
    let label: String
    /// `al` over the limit, `nr` near it, empty otherwise.
    let tone: String
    let current: Bool
  }

  struct KeptField: Sendable {
    let name: String
    let value: String
  }

  struct Post: Sendable {
    let latitude: String
    let longitude: String
    let name: String
  }

  /// Units that several may go to instead of each to its own suggestion.
  struct BatchForm: Sendable {
    let units: [OptionView]
  }

  struct FeedLine: Sendable {
    /// RFC 3339.
    let at: String
    let time: String
    /// Who did what, such as "水务公司 开始办理".
    let who: String
    /// The case's title.
    let text: String
    let path: String
  }
}

/// What happened last, on a page of its own.
struct MovesView: Sendable {
  let lines: [QueueView.FeedLine]
  let empty: EmptyView?
}

/// One row of a list for staff.
struct QueueRow: Sendable {
  let path: String
  let title: String
  /// Such as "路灯 · 11 网格 · 4 户附议".
  let meta: String
  let chip: ChipView
  /// Beside the chip: the unit, or "9:41 到"; on a desk, whose word it waits for.
  var aside: String
  let tape: SLATape?
  let risk: RiskView?
  let current: Bool
  /// Came in since the page was last looked at.
  let fresh: Bool
  /// Beside its pin, on lists that are walked.
  var number: String?
  /// Decimal degrees, WGS-84; nil without a point.
  let latitude: String?
  let longitude: String?
  /// Glyph of the pin: `over`, `near`, `fresh`, `stop` or empty.
  let pin: String
  /// What the row shows; news of an older version says nothing new.
  var version = 0
  /// Id and version, where it can be ticked for a batch.
  var pick: String?
}
