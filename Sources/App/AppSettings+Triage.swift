import Foundation
public import Language
import ServiceRequests

extension AppSettings {
  /// Reads the model of the triage where there is one, whole and looked at, once for all sites.
  ///
  /// - Throws: `TriageFault`: a site whose operator trained one is not served without it unasked.
  public mutating func readTriage() throws(TriageFault) {
    guard FileManager.default.fileExists(atPath: triageDirectory) else { return }
    triage = try TriageModel(folder: triageDirectory)
  }

  /// Who tells dispatchers what a case is about; nil where nothing was learned.
  var adviser: ClassAdviser? {
    guard let triage else { return nil }
    return { title, text in
      let answer = triage.answer(TriageMessage(subject: title, text: text))
      return ClassAdvice(label: answer.label, score: answer.score, because: answer.because)
    }
  }
}
