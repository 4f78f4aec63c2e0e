import Casework
import Civics
import Kernel

extension ServiceRequestActions {
  /// The season with its day, from the table of today.
  ///
  /// Only who walks a grid names one: they have seen the spot. Throws `Problem(.invalid)`.
  func season(of submission: Submission, in area: String) throws -> CaseSeason? {
    guard let code = submission.season else { return nil }
    guard submission.source.isProactive,
      let season = seasons(in: area).first(where: { $0.code == code })
    else { throw Problem(field: "season", "mistake.no-season") }
    return season
  }

  /// What may press a matter at a place, the nearest first.
  func seasons(in area: String) -> [CaseSeason] {
    let now = database.world.now()
    return engine.table(at: now).seasons(in: area, on: CityTime.date(of: now))
  }
}
