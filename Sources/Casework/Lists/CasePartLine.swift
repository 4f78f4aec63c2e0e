public import Civics
public import Kernel

/// A part of a case as it stands beside the others; its unit and how far it is.
public struct CasePartLine: Identifiable, Hashable, Sendable {
  public let id: Identifier<Case>
  public let no: CaseNumber
  public var title: String
  public let state: CaseState
  public let leadUnit: String?
  public let level: CaseLevel?
  public let outcome: CaseOutcome?
  public let dueAt: Timestamp?
}

/// The case that a part is of, for those who may open it.
public struct CaseWhole: Identifiable, Hashable, Sendable {
  public let id: Identifier<Case>
  public let no: CaseNumber
  public let isOpenable: Bool
}

extension CaseDossier {
  /// With the parts it was split into; of a part, with the words of the whole.
  func with(_ parts: CaseDossierStore.Parts) -> CaseDossier {
    var dossier = self
    dossier.parts = parts.pieces
    if let whole = parts.whole { (dossier.whole, dossier.item.body) = (whole.line, whole.body) }
    return dossier
  }
}
