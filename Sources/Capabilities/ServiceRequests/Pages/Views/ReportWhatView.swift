internal import Kernel

/// Step 1 of a report: photos, kind, a sentence.
struct ReportWhatView: Sendable {
  /// Photos the draft already holds; each can be taken out.
  let photos: [DraftPhoto]
  let hasPhotos: Bool
  /// Five frequent kinds; "none of these" is the template's own sixth.
  let kinds: [KindTile]
  let isOther: Bool
  /// The thirteen types; chosen when the kind is none of the tiles.
  let types: [KindTile]
  /// Path of what was said, while the draft has it.
  var voice: String?
  /// The words typed so far, at most 5,000 characters.
  let text: String
  /// Said beside the kinds when one was guessed.
  let guessed: Bool
  /// Which one that was, such as "路灯不亮".
  var guess: String?
  let errors: FormErrors?
  /// Editing from the check page goes back there.
  let isEditing: Bool

  struct DraftPhoto: Sendable {
    let id: String
    let small: String
    /// Such as "第 1 张".
    let label: String
  }

  struct KindTile: Sendable {
    let code: String
    let icon: String
    let label: String
    let chosen: Bool
    /// Whether it may be reported without a name.
    var allowsAnonymous = false
  }
}
