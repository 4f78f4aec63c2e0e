import ArgumentParser
import Kernel
import Language

/// Hot spots of a file of messages.
struct HotSpotsOfFile: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hotspots",
    abstract: "Find what many messages say of one place or group and one matter.",
    discussion: """
      Reads id,user,subject,time,text[,likes,dislikes] and writes rank,heat,from,to,\
      place_or_group,summary,ids, the hottest first. How heat is counted: docs/language.md. Bad \
      rows are listed with line and reason, and nothing is written unless --skip-bad is given.

        linli hotspots --messages messages.csv --out hot.csv
        linli hotspots --messages messages.csv --top 5
      """)

  @OptionGroup var input: MessageInput

  @Option(help: "The hottest so many; all when not given.")
  var top: Int?

  @Option(help: "JSON file with other numbers and words (docs/language.md).")
  var rules: String?

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top has to be 1 or more.") }
  }

  func run() async throws {
    let rules = try input.rules(rules, shipped: HotSpotRules.shipped)
    if let fault = rules.fault { throw Complaint("The rules cannot be used: \(fault).") }
    let messages = try input.read(HotMessage.columns) { row throws(MessageSheet.BadRow) in
      try HotMessage(row)
    }
    let spots = HotSpots.find(messages, rules: rules).prefix(top ?? .max)
    var lines = [CSV.line(["rank", "heat", "from", "to", "place_or_group", "summary", "ids"])]
    for (index, spot) in spots.enumerated() {
      lines.append(
        CSV.line([
          "\(index + 1)", "\(spot.heat)", "\(CityTime.date(of: spot.from))",
          "\(CityTime.date(of: spot.to))", spot.place, spot.summary,
          spot.ids.joined(separator: " "),
        ]))
    }
    try input.write(lines)
    Terminal.note("\(spots.count) hot spots in \(messages.count) messages.\n")
  }
}
