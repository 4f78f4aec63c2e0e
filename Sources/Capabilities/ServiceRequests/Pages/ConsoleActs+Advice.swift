import Casework
import Kernel

extension ConsoleActs {
  /// Which class the words point to, while somebody still decides who gets the case.
  var advice: QueueActs.Advice? {
    guard [.submitted, .accepted, .filed].contains(item.state),
      let found = adviser?(item.title, item.body), found.score >= ServiceCatalogue.surest,
      !found.because.isEmpty, let code = ServiceCatalogue.classCode(ofLabel: found.label)
    else { return nil }
    let isNow = code == item.classCode
    let words = found.because.map { screen.text("act.advice.word", ["w": $0]) }
    return QueueActs.Advice(
      code: isNow ? nil : code,
      text: screen.text(
        isNow ? "act.advice.same" : "act.advice",
        ["class": screen.text("class." + code), "words": words.joined(separator: screen.listMark)]))
  }
}
