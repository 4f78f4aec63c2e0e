import Foundation
import Kernel
import Logging
import NIOCore

extension AppSettings {
  /// What the environment says that this program does not understand, each as a sentence.
  ///
  /// Falling back to a default would run the site otherwise than its operator believes.
  public static func mistakes(in environment: [String: String]) -> [String] {
    rules.compactMap { rule in
      guard let value = environment[rule.name], !rule.fits(value) else { return nil }
      return "\(rule.name) is “\(value)”: \(rule.sentence)"
    } + lone(environment)
  }

  /// A mini-program without its secret would be one that nobody can sign in from.
  private static func lone(_ environment: [String: String]) -> [String] {
    guard environment["LINLI_WECHAT_APPID"]?.isEmpty == false,
      environment["LINLI_WECHAT_SECRET"]?.isEmpty != false, environment["LINLI_DEMO"] != "1"
    else { return [] }
    return ["LINLI_WECHAT_APPID is set and LINLI_WECHAT_SECRET is not: set both or neither."]
  }

  private struct Rule: Sendable {
    let name: String
    let sentence: String
    let fits: @Sendable (String) -> Bool
  }

  private static let rules = numbers + addresses + bodies

  private static let bodies = [
    ("SMS_BODY", "{phone}"), ("FLASH_BODY", "{address}"), ("VOICE_BODY", "{address}"),
    ("MINI_BODY", "{address}"), ("MAIL_BODY", "{address}"),
  ].map { name, place in
    Rule(name: "LINLI_" + name, sentence: "use JSON with \(place) in it.") { value in
      value.contains(place)
        && (try? JSONSerialization.jsonObject(with: Data(value.utf8))) != nil
    }
  }

  private static let addresses = [
    "SMS_URL", "SMS_STATUS_URL", "FLASH_URL", "VOICE_URL", "MINI_URL", "MAIL_URL",
    "WECHAT_URL", "REALNAME_URL",
  ].map { name in
    Rule(name: "LINLI_" + name, sentence: "use an http or https address.") {
      AppSettings.isAddress($0)
    }
  }

  private static let numbers: [Rule] = [
    Rule(name: "LINLI_RATE_LIMIT_FACTOR", sentence: "use a number from 0, such as 1 or 0.5.") {
      Double($0).map { $0 >= 0 && $0.isFinite } ?? false
    },
    Rule(
      name: "LINLI_TRUSTED_PROXIES",
      sentence: "use addresses with commas between them, such as 127.0.0.1."
    ) { value in
      value.split(separator: ",").allSatisfy {
        (try? SocketAddress(ipAddress: String($0).trimmed, port: 0)) != nil
      }
    },
    Rule(
      name: "LINLI_HOSTS",
      sentence: "use host names with commas between them, such as linli.example."
    ) { value in
      value.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { name in
        !String(name).trimmed.isEmpty
          && (name.utf8.allSatisfy { byte in ![47, 58, 64, 63].contains(byte) }
            || name.contains("["))
      }
    },
    Rule(name: "LINLI_FIRST_LANE", sentence: "use a whole number from 0, such as 100.") {
      Int($0).map { (0...1_000_000).contains($0) } ?? false
    },
    Rule(
      name: "LINLI_LOG_LEVEL",
      sentence: "use one of \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))."
    ) { Logger.Level(rawValue: $0) != nil },
    Rule(
      name: "LINLI_PUSH_CONTACT",
      sentence: "use mailto: with an address, or an https: address, for the push services."
    ) { $0.trimmed.hasPrefix("mailto:") || $0.trimmed.hasPrefix("https:") },
    Rule(name: "LINLI_DEMO", sentence: "use 1 or 0.") { ["0", "1"].contains($0) },
    Rule(name: "LINLI_TILE_MAX_ZOOM", sentence: "use a whole number from 1 to 24.") {
      Int($0).map { (1...24).contains($0) } ?? false
    },
    Rule(name: "LINLI_LIVE_STREAMS", sentence: "use a whole number from 0.") {
      Int($0).map { $0 >= 0 } ?? false
    },
    Rule(name: "LINLI_LIVE_PER_PERSON", sentence: "use a whole number from 0.") {
      Int($0).map { $0 >= 0 } ?? false
    },
    Rule(name: "LINLI_PHOTO_TOOL", sentence: "there is no program of that name to run.") {
      FileManager.default.isExecutableFile(atPath: $0)
    },
    Rule(
      name: "LINLI_TRACE_FILE", sentence: "use a file in a folder that this program may write to."
    ) {
      let folder = URL(filePath: $0).deletingLastPathComponent().path
      return FileManager.default.isWritableFile(atPath: folder)
    },
    Rule(
      name: "LINLI_TRIAGE", sentence: "there is no such folder: make one with linli triage train."
    ) { FileManager.default.fileExists(atPath: $0 + "/model.json") },
    Rule(name: "LINLI_RESOURCES", sentence: "use the program's folder Resources.") {
      FileManager.default.fileExists(atPath: $0 + "/basemap")
    },
  ]

  private static func isAddress(_ text: String) -> Bool {
    guard let parts = URLComponents(string: text), let host = parts.host else { return false }
    return ["http", "https"].contains(parts.scheme) && !host.isEmpty
  }
}
