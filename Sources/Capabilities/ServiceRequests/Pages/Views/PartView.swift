internal import Kernel

/// A part of a case beside the others.
struct PartView: Sendable {
  /// Nil where the reader follows the whole only.
  let link: Link?
  let title: String
  /// Who has it.
  let who: String
  let chip: ChipView
  let over: ChipView?

  struct Link: Sendable {
    let path: String
    let shortNo: String
  }
}
