import Casework
import Civics
import Kernel

/// Gathers what is wrong with a submission, so that the page can say all of it at once.
struct Faults {
  private(set) var list: [FieldError] = []

  mutating func add(_ field: String, _ key: String, _ values: [String: String] = [:]) {
    list.append(FieldError(field, "error.request.\(key)", values: values))
  }

  mutating func type(_ code: String, _ catalogue: ServiceCatalogue) -> ServiceType? {
    if code.isEmpty {
      add("service_code", "service-missing")
      return nil
    }
    guard let type = catalogue.type(code) else {
      add("service_code", "service-unknown")
      return nil
    }
    return type
  }

  mutating func item(_ code: String?, of type: ServiceType?) -> String? {
    guard let code, !code.isEmpty, let type else { return nil }
    guard type.item(code) != nil else {
      add("item", "item-unknown")
      return nil
    }
    return code
  }

  /// Words or a photo; the import alone is exempt from lengths.
  mutating func words(_ words: String, _ photos: [Identifier<CaseFile>], isImported: Bool) {
    if words.isEmpty, photos.isEmpty { add("description", "words-or-photo") }
    if words.count > SubmissionLimits.description, !isImported {
      add(
        "description", "words-too-long",
        ["n": String(SubmissionLimits.description), "count": String(words.count)])
    }
    if Set(photos).count > SubmissionLimits.photos {
      add(
        "photos", "too-many-photos",
        ["n": String(SubmissionLimits.photos), "count": String(Set(photos).count)])
    }
  }

  mutating func title(_ title: String?, isImported: Bool) -> String? {
    guard let title = title?.trimmed, !title.isEmpty else { return nil }
    if !SubmissionLimits.title.contains(title.count), !isImported {
      add(
        "title", "title-length",
        [
          "min": String(SubmissionLimits.title.lowerBound),
          "max": String(SubmissionLimits.title.upperBound),
        ])
    }
    return title
  }

  mutating func place(_ submission: Submission, region: String) -> CasePlace {
    let address = submission.address.trimmed
    if address.count > SubmissionLimits.address {
      add("address", "address-too-long", ["n": String(SubmissionLimits.address)])
    }
    return CasePlace(
      area: area(submission.area, region: region), address: address, point: point(submission))
  }

  /// Twelve digits or fifteen, inside the site's region; shorter codes are filled with zeros.
  private mutating func area(_ typed: String?, region: String) -> String {
    let whole = region + String(repeating: "0", count: max(0, 12 - region.utf8.count))
    guard let code = typed?.trimmed, !code.isEmpty else { return whole }
    guard [6, 9, 12, 15].contains(code.utf8.count), code.utf8.allSatisfy({ (48...57).contains($0) })
    else {
      add("area", "area-malformed")
      return whole
    }
    guard code.hasPrefix(region) else {
      add("area", "area-outside")
      return whole
    }
    return code + String(repeating: "0", count: max(0, 12 - code.utf8.count))
  }

  private mutating func point(_ submission: Submission) -> Coordinate? {
    switch (submission.latitude, submission.longitude) {
    case (nil, nil): return nil
    case (let latitude?, let longitude?):
      let point = Coordinate(latitude: latitude, longitude: longitude, datum: submission.datum)
      if point == nil { add("latitude", "point-impossible") }
      return point
    default:
      add("latitude", "point-half")
      return nil
    }
  }

  mutating func phone(_ typed: String?) -> PhoneNumber? {
    guard let typed = typed?.trimmed, !typed.isEmpty else { return nil }
    do {
      return try PhoneNumber(typed)
    } catch {
      switch error {
      case .notDigits: add("phone", "phone-not-digits")
      case .areaCodeMissing: add("phone", "phone-area-code")
      case .serviceNumber: add("phone", "phone-service-number")
      case .wrongForm:
        add("phone", "phone-wrong", ["n": String(typed.filter(\.isNumber).count)])
      }
      return nil
    }
  }

  /// Asked for, or filed by nobody known; some types need a name either way.
  mutating func anonymous(
    _ submission: Submission, _ type: ServiceType?, _ viewer: Viewer
  ) -> Bool {
    guard submission.isAnonymous, let type else { return false }
    if !type.allowsAnonymous { add("is_anonymous", "anonymous-not-here") }
    return true
  }
}
