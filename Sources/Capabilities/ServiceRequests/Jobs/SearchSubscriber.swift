import Casework
import Contracts
import Kernel

/// Makes filed requests findable by their words, behind the filing and not in it.
enum SearchSubscriber {
  static func index(_ event: ServiceRequestEvents.Submitted, in tx: Transaction) throws {
    let row = try tx.row(
      "SELECT ref, no, title, body, address FROM cases WHERE id = \(event.request)")
    guard let row else { return }
    let texts: [String] = [
      try row.get("title"), try row.get("body"), try row.get("address"), try row.get("no"),
    ]
    try SearchIndex.add(
      texts.joined(separator: "\n"), kind: "case", ref: try row.get("ref"), in: tx)
  }
}
