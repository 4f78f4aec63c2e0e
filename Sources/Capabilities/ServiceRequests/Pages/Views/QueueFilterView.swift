/// The console's filter as a form that asks for the same list again.
struct QueueFilterView: Sendable {
  let search: String
  let status: [OptionView]
  /// States in which nobody owes anything any more; they are not counted.
  let ended: [OptionView]
  let times: [OptionView]
  let services: [OptionView]
  let classes: [OptionView]
  let areas: [Group]
  let units: [OptionView]
  var found: [OptionView] = []
  var seasons: [OptionView] = []
  /// What the form sends along, such as the order.
  let kept: [QueueView.KeptField]
  /// The list without any change.
  let back: String

  struct Group: Sendable {
    let label: String
    let options: [OptionView]
  }
}
