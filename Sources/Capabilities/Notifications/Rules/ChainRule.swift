import Kernel

/// Whether a chain as it was typed may come into force, row by row.
enum ChainRule {
  /// Rows of the form.
  static let most = 6
  /// Minutes that a channel may stay without a receipt: a week, and an hour where it is urgent.
  static func longest(_ level: Message.Level) -> Int64 { level == .urgent ? 60 : 10_080 }

  /// One row as it was typed; without a channel it is not there.
  struct Row: Hashable, Sendable {
    var whom = DeliveryChain.Whom.receiver.rawValue
    var channel = ""
    var minutes = ""

    var isEmpty: Bool { channel.isEmpty && minutes.trimmed.isEmpty }
  }

  /// What was read, and what is wrong; the chain is to be used only when nothing is.
  static func check(
    _ rows: [Row], _ kind: Message.Kind, _ level: Message.Level
  ) -> (chain: DeliveryChain, faults: [FieldError]) {
    var (steps, faults): ([DeliveryChain.Step], [FieldError]) = ([], [])
    let last = rows.lastIndex { !$0.isEmpty }
    if last == nil { faults.append(FieldError("channel1", "chain.fault.none")) }
    for (index, row) in rows.enumerated() where !row.isEmpty {
      func fault(_ field: String, _ message: String, _ values: [String: String] = [:]) {
        let number = String(index + 1)
        faults.append(
          FieldError(
            field + number, message, values: values.merging(["row": number]) { first, _ in first }))
      }
      guard let channel = Channel(rawValue: row.channel) else {
        fault("channel", "chain.fault.channel")
        continue
      }
      guard let whom = DeliveryChain.Whom(rawValue: row.whom) else {
        fault("whom", "chain.fault.whom")
        continue
      }
      if steps.isEmpty, whom != .receiver { fault("whom", "chain.fault.first") }
      if whom != .receiver, kind != .limits { fault("whom", "chain.fault.own") }
      if let before = steps.last, whom.height < before.whom.height {
        fault("whom", "chain.fault.down")
      }
      if steps.contains(where: { $0.whom == whom && $0.channel == channel }) {
        fault("channel", "chain.fault.twice")
      }
      let minutes = patience(row.minutes)
      if index == last {
        if minutes != 0 { fault("minutes", "chain.fault.last") }
      } else if minutes.map({ (1...longest(level)).contains($0) }) != true {
        fault("minutes", "chain.fault.minutes", ["most": String(longest(level))])
      }
      steps.append(
        DeliveryChain.Step(whom: whom, channel: channel, patience: minutes ?? 0))
    }
    return (DeliveryChain(steps: steps), faults)
  }

  /// Nothing typed is no wait; nil for what is no number.
  private static func patience(_ typed: String) -> Int64? {
    let text = typed.readable
    if text.isEmpty { return 0 }
    guard text.utf8.count <= 6, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    return Int64(text)
  }
}
