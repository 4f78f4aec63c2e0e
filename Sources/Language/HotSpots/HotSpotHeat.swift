import Foundation
import Kernel

/// The published formula: heat = (voice·V + day·(D − 1) + doubling·log₂(1 + L)) × severity.
///
/// V voices: a user's messages within `repeatDays` of the first are one. D days of the city with a
/// voice. L likes less dislikes of all messages, never below nought. Severity by the words of the
/// subjects: dangerous, or serious, in a third of them.
struct HotSpotHeat {
  let rules: HotSpotRules

  /// Nil when it is none: too few people, and too few likes.
  ///
  /// `messages`: oldest first.
  func of(_ messages: [HotMessage]) -> (points: Double, parts: HotSpot.Parts)? {
    var voices: [HotMessage] = []
    var last: [String: Timestamp] = [:]
    for message in messages {
      let user = message.user ?? "\u{0}" + message.id
      if let before = last[user], message.at < before.adding(days: Int64(rules.repeatDays)) {
        continue
      }
      last[user] = message.at
      voices.append(message)
    }
    let likes = max(0, messages.reduce(0) { $0 + $1.likes - $1.dislikes })
    guard last.count >= rules.voices || likes >= rules.lonelyLikes else { return nil }
    let days = Set(voices.map { CityTime.date(of: $0.at) }).count
    let parts = HotSpot.Parts(
      voices: voices.count, days: days, likes: likes, severity: severity(messages))
    let weights = rules.heat
    var points = weights.voice * Double(parts.voices)
    points += weights.day * Double(days - 1)
    points += weights.doubling * log2(Double(1 + likes))
    points *= weights.severity[parts.severity - 1]
    return ((points * 10).rounded() / 10, parts)
  }

  private func severity(_ messages: [HotMessage]) -> Int {
    func share(_ words: [String]) -> Int {
      messages.count { message in words.contains { message.subject.contains($0) } }
    }
    if share(rules.words.dangerous) * 3 >= messages.count { return 3 }
    return share(rules.words.serious + rules.words.dangerous) * 3 >= messages.count ? 2 : 1
  }
}
