internal import Kernel

extension CaseSay {
  /// Whose the objecting unit says it is.
  func whose(_ who: String) -> String { text("act.objection.whose", ["who": who]) }

  /// Such as "延到 11月25日 18:00".
  func until(_ at: Timestamp) -> String {
    text("act.extension.until", ["when": Say.due(at, now: now, in: language)])
  }

  /// Tens of metres, or kilometres with one decimal.
  func metres(_ metres: Double) -> String {
    if metres < 995 {
      return text("desk.walk.metres", ["n": String(Int((metres / 10).rounded()) * 10)])
    }
    let tenths = Int((metres / 100).rounded())
    return text("desk.walk.kilometres", ["n": "\(tenths / 10).\(tenths % 10)"])
  }

  /// Such as "手上 9 件".
  func desk(_ count: Int) -> String { text("desk.heading", ["n": String(count)]) }

  /// Nothing to do; what waits for others is a press away.
  func deskEmpty(elsewhere: Int) -> EmptyView {
    EmptyView(
      text: text("desk.empty"),
      act: elsewhere == 0
        ? nil
        : LinkView(
          path: "/desk?show=waiting", label: text("desk.waiting.see", ["n": String(elsewhere)])))
  }

  /// "交给柳巷社区，时限 1 个工作日"; the limit already said.
  func escalate(to who: String, limit: String) -> String {
    text("desk.escalate.to", ["who": who, "t": limit])
  }

  /// Such as "今天 14:31 前可以提，只裁定一次".
  ///
  /// After `most` returns somebody else decides, and after that nobody objects.
  func objection(by at: Timestamp, used: Int, most: Int) -> String {
    let until = text("desk.object.until", ["when": before(at)])
    let values = ["n": String(used), "most": String(most)]
    return until + text(used < most ? "desk.object.used" : "desk.object.last", values)
  }

  /// A call nobody answered.
  func attempt(at: Timestamp) -> CallbackView.Attempt {
    CallbackView.Attempt(when: when(at), text: text("callback.attempt"))
  }

  /// The three questions with what was chosen so far (`yes`, `no`) and what is wrong with it.
  func questions(_ chosen: [String: String] = [:], errors: FormErrors? = nil)
    -> [CallbackView.Question]
  {
    let asked = [
      ("contacted", "callback.contacted"), ("solved", "callback.solved"),
      ("satisfied", "callback.satisfied"),
    ]
    return asked.map { field, word in
      CallbackView.Question(
        field: field, label: text(word), isYes: chosen[field] == "yes",
        isNo: chosen[field] == "no", error: errors?.on["closure_" + field])
    }
  }

  /// "退给原单位，时限 12 小时，计一次返工"; the limit already said.
  func rework(limit: String) -> String { text("callback.rework.note", ["t": limit]) }
}
