internal import Contracts
internal import Kernel

/// Where the check stands, and the form while there is something to ask.
struct RealNameView: Sendable {
  let chip: MandateChip?
  let headline: String
  let sub: String
  let form: Form?
  let errors: FormErrors?

  struct Form: Sendable {
    let name: String
    let number: String
    let why: String
    let effect: String
    let version: String
    let isAgreed: Bool
  }

  init(
    _ standing: RealNameActions.Standing, name: String, number: String, isAgreed: Bool,
    errors: FormErrors?, _ say: MandateSay
  ) {
    self.errors = errors
    let check = standing.check
    let state = check?.state
    chip = state.map { Self.chip($0, say) }
    let isChild = check?.childUntilAt.map { say.now < $0 } ?? false
    headline = say(
      isChild ? "realname.headline.child" : "realname.headline." + (state?.rawValue ?? "none"))
    let values = ["number": check?.maskedNumber ?? ""]
    sub = say(
      isChild ? "realname.sub.child" : "realname.sub." + (state?.rawValue ?? "none"), values)
    let mayAsk = state.map { $0.isSettled && $0 != .matched } ?? true
    form =
      mayAsk
      ? standing.text.map { text in
        let sentences = text.sentences(in: say.language)
        return Form(
          name: name, number: number, why: sentences.why, effect: sentences.effect,
          version: String(text.version), isAgreed: isAgreed)
      } : nil
  }

  static func chip(_ state: RealNameCheck.State, _ say: MandateSay) -> MandateChip {
    let word = say("realname.state." + state.rawValue)
    return switch state {
    case .waiting, .asking: MandateChip(look: "verify", icon: "clock", word: word)
    case .matched: MandateChip(look: "done", icon: "shield-ok", word: word)
    case .mismatched, .noRecord: MandateChip(look: "over", icon: "x", word: word)
    case .failed: MandateChip(look: "backed", icon: "ret-c", word: word)
    }
  }
}
