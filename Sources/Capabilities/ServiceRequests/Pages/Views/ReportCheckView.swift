internal import Kernel

/// Step 3 of a report: everything once more, then who may see it and how to reach me.
struct ReportCheckView: Sendable {
  /// Of what is shown, so that nothing else is filed.
  var mark = ""
  /// Such as "路灯不亮".
  let kind: String
  let text: String
  /// What was answered to the type's questions, one line each.
  var answers: [String] = []
  let photos: [PhotoView]
  var voice: String?
  let place: String
  let placeNote: String?
  /// Masked, when signed in; otherwise the form asks for the phone.
  let phone: String?
  /// What was typed into the phone field.
  let typedPhone: String
  /// True for types that may be filed without a name.
  let allowsAnonymous: Bool
  let isAnonymous: Bool
  let isPublic: Bool
  /// Health or family matters stay with the handlers; the question is not asked.
  let asksPublic: Bool
  /// Such as "路灯类一般 2 小时内接单、24 小时内办好。办不了也会说明原因。".
  let promise: String?
  /// Danger words were found: offer 110, 119, 120, 122 first.
  let isUrgent: Bool
  let errors: FormErrors?
  /// Those who work on it do not learn who it was.
  var isHidden = false
  /// For those who walk a grid: before what time of the year it has to be done.
  var season: Season?

  struct Season: Sendable {
    let options: [OptionView]
  }

  /// As neighbours will read it.
  var preview: Preview?

  struct Preview: Sendable {
    let title: String
    let text: String
    let place: String
  }

  /// The chosen point, to be looked at; absent when there is only an address.
  var map: MapView?
}

/// After filing: number, what comes next and when.
struct ReceivedView: Sendable {
  let id: String
  /// For the screen: "TY-1122-0417".
  let shortNo: String
  /// The number in full.
  let fullNo: String
  /// Such as "已转给 11 网格".
  let routed: String
  let next: [Next]
  /// How news come; absent for whoever is not signed in.
  let notice: String?
  /// Joined an existing case instead of filing a new one.
  let joined: Bool
  /// Signed-in reporters can follow; others keep the number and the code.
  let canFollow: Bool
  /// Shows with the number that it is theirs: "7K2Q-M9XD".
  var code: String?
  /// What the one without an account has to keep, and how they are told.
  var keep = ""
  /// Where signing in leads back to, encoded; nil where no mobile was left.
  var signIn: String?
  /// Signed in since: the case can be put under 我的事.
  var mayClaim = false

  struct Next: Sendable {
    /// `now` or `todo`.
    let look: String
    let icon: String
    let title: String
    let text: String
  }
}
