import Kernel

/// The numbers of mandates, in one place (`[design]` where no law is named).
struct MandateTerms: Hashable, Sendable {
  /// Days the longest mandate of an adult lasts: an end is mandatory.
  var longestDays = 1095
  /// What a page proposes, in days.
  var proposedDays = [91, 182, 365, 730]
  /// After so many days without an answer an ask is over.
  var answerWithinDays: Int64 = 30
  /// After a refusal the same person is not asked again for so long.
  var quietAfterRefusalDays: Int64 = 30
  /// Asks a person may send within a day.
  var asksADay = 10
  /// Under it the guardian agrees for the child (PIPL article 31).
  var childUnder = 14
  /// From it on nobody is a minor (Civil Code article 17).
  var adultFrom = 18
  /// From it on the child's own view is heard (Civil Code article 19, 35).
  var heardFrom = 8

  /// Hours a window sees one whose number was said there, and one that has just ended.
  var windowHours: Int64 = 24

  static let standard = MandateTerms()
}
