import Casework
import Civics
import Kernel

/// A submission that may be filed.
struct CheckedSubmission: Sendable {
  let title: String
  let text: String
  let requestKind: RequestKind
  let service: ServiceCatalogue.Service
  let item: String?
  let area: String
  let address: String
  let point: Coordinate?
  let phone: PhoneNumber?
}

extension Submission {
  /// Everything at once, so that all mistakes are told together.
  ///
  /// Throws `Problem(.invalid)`.
  func checked(
    catalogue: ServiceCatalogue, limits: SubmissionLimits, region: String, isImport: Bool = false
  ) throws -> CheckedSubmission {
    var mistakes: [FieldError] = []
    let text = self.text.readable
    let address = self.address.readable
    let title = self.title?.readable ?? ""
    if text.isEmpty, title.isEmpty, photos.isEmpty, voice == nil {
      mistakes.append(FieldError("text", "mistake.nothing-said"))
    }
    if !isImport, text.isLonger(than: limits.textLength) {
      mistakes.append(
        tooLong("text", most: limits.textLength, now: text.length))
    }
    if !isImport, title.isLonger(than: limits.titleLength) {
      mistakes.append(tooLong("title", most: limits.titleLength, now: title.length))
    }
    if photos.count > limits.photos {
      mistakes.append(
        FieldError("photos", "mistake.too-many-photos", values: ["n": String(photos.count)]))
    }
    let chosen =
      service.flatMap { catalogue.service($0) } ?? item.flatMap { catalogue.service(ofItem: $0) }
    let itemFits = item.map { code in chosen?.items.contains { $0.code == code } ?? false } ?? true
    if chosen == nil || !itemFits { mistakes.append(FieldError("kind", "mistake.no-kind")) }
    if !isImport, address.isEmpty, latitude == nil {
      mistakes.append(FieldError("address", "mistake.no-place"))
    }
    if !isImport, address.isLonger(than: limits.addressLength) {
      mistakes.append(tooLong("address", most: limits.addressLength, now: address.length))
    }
    let point = self.point
    if latitude != nil || longitude != nil, point == nil {
      mistakes.append(FieldError("point", "mistake.no-point"))
    }
    let area = self.area ?? region
    if !area.hasPrefix(region) || ![6, 9, 12, 15].contains(area.utf8.count) || Int64(area) == nil {
      mistakes.append(FieldError("area", "mistake.outside-site"))
    }
    var number: PhoneNumber?
    // Who leaves no name leaves no number either, whatever the form held.
    if !isAnonymous, let phone = phone?.trimmed, !phone.isEmpty {
      number = try? PhoneNumber(phone)
      if let fault = PhoneNumber.fault(in: phone) { mistakes.append(fault) }
    }
    if isAnonymous, !isImport, let chosen, !chosen.allowsAnonymous {
      mistakes.append(FieldError("is_anonymous", "mistake.not-anonymous"))
    }
    guard mistakes.isEmpty, let chosen else { throw Problem(mistakes) }
    return CheckedSubmission(
      title: title.isEmpty ? Self.title(from: text) : title, text: text,
      requestKind: requestKind ?? (chosen.code == "other" ? .suggestion : .help), service: chosen,
      item: item, area: area,
      address: address, point: point, phone: number)
  }

  /// The first sentence or line, cut where it is too long for a list.
  static func title(from text: String) -> String {
    let first =
      text.unicodeScalars.split(whereSeparator: isEnd).lazy.map { String($0).trimmed }
      .first { !$0.isEmpty } ?? ""
    return first.isLonger(than: 30) ? first.shortened(to: 29) + "…" : first
  }

  private static func isEnd(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "。", "！", "？", "；", "!", "?", ";", "\n", "\r": true
    default: false
    }
  }

  private var point: Coordinate? {
    guard let latitude, let longitude else { return nil }
    return Coordinate(latitude: latitude, longitude: longitude)
  }

  private func tooLong(_ field: String, most: Int, now: Int) -> FieldError {
    FieldError(
      field, "mistake.too-long", values: ["most": String(most), "n": String(now)])
  }
}
