internal import Kernel

/// One case beside the one it may be the same as; `merge` posts `into` and `into_no`.
struct MergeView: Sendable {
  let own: DeskCase
  let target: DeskCase?
  /// Nothing is merged into what is over.
  let isOpen: Bool
  /// Near, alike, and not long ago; shown until one is looked at.
  let candidates: [Candidate]
  /// Whether the candidates are those that the typed number can mean.
  var isOfSeveral = false
  /// The number typed into the search.
  let wanted: String
  let keptQuery: String
  let kept: [QueueView.KeptField]
  let errors: FormErrors?
  /// What of the two is alike and what is not; empty until one is looked at.
  var compared: [Compared] = []
  var isCompared = false
  /// Both places, where both are known.
  var map: MapView?
  var pins: [Pin] = []
  var hasPins = false
  /// Where this one stays instead and takes the other in; nil where that cannot be.
  var otherWay: String?

  struct Compared: Sendable {
    let label: String
    let own: String
    let other: String
    /// "相同" or how they differ.
    let verdict: String
    let isDifferent: Bool
  }

  struct Pin: Sendable {
    let latitude: String
    let longitude: String
    let name: String
    let number: Int
    let path: String
  }

  struct Candidate: Sendable {
    let path: String
    let title: String
    let shortNo: String
    let place: String
    /// Why they seem the same: "路灯 · 30 米 · 昨天".
    let why: String
    let chip: ChipView
  }
}
