import Foundation
public import Kernel

/// `DIR/sites.json`: which sites this installation serves.
///
/// Without the file there is one.
public enum SitesFile {
  /// The site that `--database` names when nothing else is said.
  ///
  /// Its region is that of the demo city and belongs to nobody.
  public static let standard = Site(
    key: "default", prefix: "", host: nil, region: "990101",
    name: Site.Name(chinese: "清河区", english: "Qinghe District"))

  /// Throws `SitesFault` when the file is there but unfit.
  public static func load(from directory: String) throws -> [Site] {
    let path = directory + "/sites.json"
    guard FileManager.default.fileExists(atPath: path) else { return [standard] }
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let written: [Site]
    do { written = try JSONDecoder().decode([Site].self, from: data) } catch {
      throw SitesFault.unreadable(path)
    }
    // Browsers send host names in lower case, people write them as they like.
    let sites = written.map { site in
      Site(
        key: site.key, prefix: site.prefix, host: site.host?.lowercased(), region: site.region,
        name: site.name)
    }
    try check(sites)
    return sites
  }

  /// Refuses a prefix under which the site without one has pages: they would be out of reach.
  static func check(_ sites: [Site], besideRoutes paths: [String]) throws(SitesFault) {
    func first(_ path: String) -> Substring? { path.split(separator: "/").first }
    let taken = Set(paths.compactMap(first))
    for site in sites where site.host == nil {
      if let segment = first(site.prefix), taken.contains(segment) {
        throw .takenPrefix(site.prefix)
      }
    }
  }

  static func check(_ sites: [Site]) throws(SitesFault) {
    guard !sites.isEmpty else { throw .empty }
    for site in sites {
      guard !site.key.isEmpty, site.key.utf8.allSatisfy(isKeyCharacter) else {
        throw .badKey(site.key)
      }
      guard site.prefix.isEmpty || (site.prefix.hasPrefix("/") && !site.prefix.hasSuffix("/"))
      else { throw .badPrefix(site.prefix) }
      if let host = site.host, host.wholeMatch(of: #/[a-z0-9.\-]+|\[[0-9a-f:.]+\]/#) == nil {
        throw .badHost(host)
      }
      guard site.region.utf8.count == 6, Int(site.region) != nil else {
        throw .badRegion(site.region)
      }
    }
    guard Set(sites.map(\.key)).count == sites.count else { throw .sameTwice("key") }
    let doors = sites.map { $0.host ?? $0.prefix }
    guard Set(doors).count == sites.count else { throw .sameTwice("prefix or host") }
  }

  private static func isKeyCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 97...122, 95: true
    default: false
    }
  }
}

/// Why `sites.json` cannot be used.
public enum SitesFault: Error, Hashable, CustomStringConvertible {
  case empty
  case unreadable(String)
  case badKey(String)
  case badPrefix(String)
  case takenPrefix(String)
  case badHost(String)
  case badRegion(String)
  case sameTwice(String)
  case unknown(String)

  public var description: String {
    switch self {
    case .empty: "sites.json lists no site"
    case .unreadable(let path):
      "\(path) is no JSON list of sites with key, prefix, region and name"
    case .badKey(let key): "site key “\(key)”: use lower-case letters, digits and _"
    case .badPrefix(let prefix): "site prefix “\(prefix)”: start with / and do not end with it"
    case .takenPrefix(let prefix):
      "site prefix “\(prefix)”: pages of every site begin with it; choose another"
    case .badHost(let host): "site host “\(host)”: a name without scheme, port or path"
    case .badRegion(let region): "site region “\(region)”: six digits"
    case .sameTwice(let what): "two sites have the same \(what)"
    case .unknown(let key): "there is no site “\(key)” in sites.json"
    }
  }
}
