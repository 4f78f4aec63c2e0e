import Contracts
import Kernel

/// Which community or grid an address names, by the names that the directory has.
///
/// Only ever a proposal: a lane may be called like the community beside it.
struct AddressGuess: Sendable {
  let plan: CityPlan

  init(_ plan: CityPlan) { self.plan = plan }

  /// A grid only together with its community, since every community has a first grid; nil where no
  /// name occurs, or two of the same length do.
  func area(of address: String) -> CityPlan.Area? {
    let text = Self.plain(address)
    let communities = plan.areas.filter { $0.code.utf8.count == 12 }
    let lengths = communities.map { area in
      Self.names(of: area).filter { text.contains($0) }.map(\.count).max() ?? 0
    }
    guard let longest = lengths.max(), longest > 0 else { return nil }
    let best = zip(communities, lengths).filter { $0.1 == longest }.map { $0.0 }
    guard best.count == 1, let community = best.first else { return nil }
    let grids = plan.areas.filter { area in
      area.code.utf8.count == 15 && area.code.hasPrefix(community.code)
        && Self.occurs(Self.plain(area.name), in: text)
    }
    return grids.count == 1 ? grids.first : community
  }

  /// Whole, and as people say them.
  private static func names(of area: CityPlan.Area) -> [String] {
    let whole = [area.name, area.english].compactMap { $0 }.map(plain)
    let short = whole.flatMap { name in
      kinds.filter { name.hasSuffix($0) }.map { String(name.dropLast($0.count)) }
    }
    // One letter is in half of all addresses.
    return (whole + short).filter { $0.count > 1 }
  }

  private static let kinds = ["社区", "村委会", "村", "嘎查", "community", "village"]

  /// "1网格" does not occur in "11网格".
  private static func occurs(_ name: String, in text: String) -> Bool {
    guard !name.isEmpty else { return false }
    return text.ranges(of: name).contains { range in
      range.lowerBound == text.startIndex
        || !text[text.index(before: range.lowerBound)].isNumber
    }
  }

  private static func plain(_ text: String) -> String {
    FoldedText(text).text.filter { !$0.isWhitespace }
  }
}
