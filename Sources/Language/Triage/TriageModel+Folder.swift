import Foundation
import Kernel

/// Why a model cannot be used, each as a sentence.
public enum TriageFault: Error, Hashable, CustomStringConvertible {
  case missing(String)
  case head(String, String)
  case version(String, Int)
  case weights(String, String)
  case unwritable(String)

  public var description: String {
    switch self {
    case .missing(let folder):
      "\(folder) holds no triage model (\(TriageModel.headName)): make one with linli triage train."
    case .head(let folder, let reason):
      "\(folder)/\(TriageModel.headName) is no head of a triage model (\(reason)): train it anew."
    case .version(let folder, let version):
      """
      The triage model in \(folder) is of version \(version), this program reads \
      \(TriageModel.version): train it anew.
      """
    case .weights(let folder, let reason):
      "The weights of the triage model in \(folder) are damaged (\(reason)): train it anew."
    case .unwritable(let folder):
      "\(folder) cannot be written: is there room, and may you write in it?"
    }
  }
}

extension TriageModel {
  /// Of the folder's layout and of how texts become numbers: a model of another is not read.
  static let version = 2
  static let headName = "model.json"
  private static let format = "linli-triage"

  /// What stands in `model.json`; the numbers are in the file it names.
  private struct Head: Codable {
    var format: String
    var version: Int
    var labels: [String]
    var examples: Int
    var messages: Int
    var subjectGrams: Int
    var textGrams: Int
    var groups: [String]
    var words: [String]
    var memberships: [[Int]]
    var weights: String
    var sha256: String
  }

  /// Writes the model into a folder, which is made when it is not there.
  ///
  /// The numbers are written under a name of their own and on disk before the head names them, so the
  /// folder holds the old model or the new one, whole, at any moment.
  public func write(to folder: String) throws(TriageFault) {
    let bytes = packed
    let hash = Hex.encode(SHA256.hash(bytes))
    let name = "weights-\(hash.prefix(16)).bin"
    let head = Head(
      format: Self.format, version: Self.version, labels: labels, examples: examples,
      messages: messages, subjectGrams: vocabulary.grams[0].count,
      textGrams: vocabulary.grams[1].count, groups: vocabulary.lexicon.groups,
      words: vocabulary.lexicon.words, memberships: vocabulary.lexicon.memberships,
      weights: name, sha256: hash)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      try DurableFile.write(bytes, to: "\(folder)/\(name)", mode: 0o600, replacing: true)
      try DurableFile.write(
        [UInt8](encoder.encode(head)), to: "\(folder)/\(Self.headName)", mode: 0o600,
        replacing: true)
      let old = try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { $0.hasPrefix("weights-") && $0.hasSuffix(".bin") && $0 != name }
      for old in old { try FileManager.default.removeItem(atPath: "\(folder)/\(old)") }
    } catch {
      throw .unwritable(folder)
    }
  }

  /// Reads a model and looks at all of it before it is used.
  public init(folder: String) throws(TriageFault) {
    guard let text = FileManager.default.contents(atPath: "\(folder)/\(Self.headName)") else {
      throw .missing(folder)
    }
    let head: Head
    do { head = try JSONDecoder().decode(Head.self, from: text) } catch {
      throw .head(folder, "its JSON is not understood")
    }
    guard head.format == Self.format else { throw .head(folder, "another format") }
    guard head.version == Self.version else { throw .version(folder, head.version) }
    if let reason = Self.fault(in: head) { throw .head(folder, reason) }
    guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(head.weights)") else {
      throw .weights(folder, "\(head.weights) is not there")
    }
    guard Hex.encode(SHA256.hash([UInt8](bytes))) == head.sha256 else {
      throw .weights(folder, "the checksum differs")
    }
    let lexicon = TriageLexicon(
      groups: head.groups, words: head.words, memberships: head.memberships)
    var reader = PackedReader([UInt8](bytes))
    guard
      let model = reader.model(
        labels: head.labels, lexicon: lexicon, grams: [head.subjectGrams, head.textGrams],
        learnedFrom: head.examples, of: head.messages)
    else { throw .weights(folder, "the numbers do not fit the head") }
    self = model
  }

  /// Nil when the counts and names can be those of a model.
  private static func fault(in head: Head) -> String? {
    let isNamed = head.labels.allSatisfy { !$0.isEmpty && $0.count <= 200 }
    guard (2...200).contains(head.labels.count), Set(head.labels).count == head.labels.count,
      isNamed
    else { return "its labels" }
    let sizes = [head.subjectGrams, head.textGrams]
    guard sizes.allSatisfy({ (0...5_000_000).contains($0) }) else { return "its counts" }
    guard head.memberships.count == head.words.count, Set(head.words).count == head.words.count,
      head.memberships.joined().allSatisfy({ head.groups.indices.contains($0) }),
      head.memberships.allSatisfy({ !$0.isEmpty })
    else { return "its words" }
    guard !head.weights.contains("/"), head.weights.hasSuffix(".bin") else { return "its file" }
    return nil
  }
}
