import Civics
import Kernel

extension EntryCheck {
  /// What only shows when several columns are seen together.
  mutating func checkTogether() {
    switch register {
    case .grids:
      if (values["latitude"] == nil) != (values["longitude"] == nil), faults.isEmpty {
        fault("latitude", "directory.wrong.half-point")
      }
      checkPlace()
    case .posts:
      if text("office").isEmpty, text("area").isEmpty { fault("office", "directory.wrong.nobody") }
    case .shifts: checkDates()
    case .rules:
      checkDates()
      checkCollisions()
    case .holidays: checkDays()
    case .units, .regions: checkPlace()
    }
  }

  private mutating func checkDates() {
    if let first = values["first"], let last = values["last"], last < first {
      fault("last", "directory.wrong.last")
    }
  }

  /// Inside the border of whatever is above it and has one.
  private mutating func checkPlace() {
    guard let border else { return }
    if let x = values["longitude"].flatMap(Double.init),
      let y = values["latitude"].flatMap(Double.init), !border.holds(Border.Point(x: x, y: y))
    {
      fault("latitude", "directory.wrong.post-outside")
    }
    let (code, around) = (code, around)
    let above = [12, 9].filter { $0 < code.utf8.count }.compactMap { digits in
      around.entry(.regions, String(code.prefix(digits)))
    }.first { !$0["border"].isEmpty }
    guard let above, let limit = try? Border.read(above["border"]) else { return }
    let outside = border.squareMetres - border.shared(with: limit)
    if outside > BorderRule.tolerance {
      fault(
        "border", "directory.wrong.beyond",
        ["name": above.name, "area": BorderRule.text(outside)])
    }
  }

  private mutating func checkDays() {
    do throws(HolidayText.Fault) {
      let table = try HolidayText.table(year: code, values)
      guard (try? CalendarRule.calendar(with: [table])) != nil else {
        return fault("off", "directory.holidays-wrong")
      }
      values = HolidayText.values(of: table).filter { !$0.value.isEmpty }
    } catch {
      switch error {
      case .year: break
      case .off(let line): fault("off", "directory.wrong.off", ["n": String(line)])
      case .work(let line): fault("work", "directory.wrong.work", ["n": String(line)])
      case .stray(let day): fault("off", "directory.wrong.stray", ["day": "\(day)"])
      case .turned(let name): fault("off", "directory.wrong.turned", ["name": name])
      }
    }
  }
}
