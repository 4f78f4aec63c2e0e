import Casework
import Contracts
import Kernel

/// What a program posts: the standard's fields into ours.
///
/// First name, last name, e-mail, device and account are not kept: nothing here needs them. What is
/// answered to the type's questions stands in the words, where everybody who works on it reads it.
struct PostedRequest {
  let form: Form
  let services: ServiceWire
  let plan: CityPlan

  /// GeoReport v2.
  static let longest = 4000

  /// Our answers by the names that the program knows.
  static let fields = [
    "text": "description", "words": "description", "kind": "service_code", "item": "service_code",
    "address": "address_string", "point": "lat", "area": "address_id", "photos": "media",
  ]

  /// Throws `Problem(.notFound)` for a type that is not there, `Problem(.invalid)` naming what is
  /// missing.
  func service() throws -> ServiceCatalogue.Service {
    guard let code = form.text("service_code") else {
      throw Problem(field: "service_code", "problem.field-missing")
    }
    guard let service = services.catalogue.service(code) else {
      throw Problem(.notFound, "open311.no-service")
    }
    return service
  }

  /// Everything but the pictures, and all that is wrong with it.
  func submission(_ service: ServiceCatalogue.Service) -> (Submission, [FieldError]) {
    var mistakes: [FieldError] = []
    let text = form.text("description") ?? ""
    if text.unicodeScalars.count > Self.longest {
      mistakes.append(
        FieldError("description", "open311.too-long", values: ["n": String(Self.longest)]))
    }
    var submission = Submission(
      service: service.code, address: form.text("address_string") ?? "",
      phone: form.text("phone"), source: .api)
    var lines = text.isEmpty ? [] : [text]
    let answers = answers(to: service)
    mistakes += answers.mistakes
    for (question, values) in answers.given {
      if question.code == ServiceWire.kind {
        submission.item = values.first
      } else {
        let names = values.map { value in
          question.values.isEmpty ? value : services.name(of: value, to: question)
        }
        lines.append(services.line(question, names))
      }
    }
    if let address = form.text("media_url") {
      if address.utf8.count <= 500, address.hasPrefix("https://") || address.hasPrefix("http://") {
        lines.append(address)
      } else {
        mistakes.append(FieldError("media_url", "open311.media-address"))
      }
    }
    submission.text = lines.joined(separator: "\n")
    if submission.text.unicodeScalars.count > SubmissionLimits().textLength {
      mistakes.append(
        FieldError("description", "open311.too-long", values: ["n": String(Self.longest)]))
    }
    mistakes += place(&submission)
    return (submission, mistakes)
  }

  /// A point, an address in words, or the code of an area.
  private func place(_ submission: inout Submission) -> [FieldError] {
    var mistakes: [FieldError] = []
    for name in ["lat", "long"] {
      guard let text = form.text(name) else { continue }
      guard let number = Double(text), number.isFinite else {
        mistakes.append(FieldError(name, "mistake.no-point"))
        continue
      }
      if name == "lat" { submission.latitude = number } else { submission.longitude = number }
    }
    guard let area = form.text("address_id") else { return mistakes }
    submission.area = area
    if submission.address.isEmpty, submission.latitude == nil {
      submission.address = plan.placeName(area)
    }
    return mistakes
  }

  /// `attribute[code]`, and `attribute[code][]` once for each of several.
  private func answers(
    to service: ServiceCatalogue.Service
  ) -> (given: [(ServiceQuestion, [String])], mistakes: [FieldError]) {
    let questions = services.questions(of: service)
    var given: [(ServiceQuestion, [String])] = []
    var mistakes: [FieldError] = []
    for question in questions {
      let name = "attribute[\(question.code)]"
      let values = (form.all(name) + form.all(name + "[]")).map(\.readable)
        .filter { !$0.isEmpty }
      guard !values.isEmpty else {
        if question.isRequired { mistakes.append(FieldError(name, "problem.field-missing")) }
        continue
      }
      if question.takes(values) {
        given.append((question, values))
      } else {
        mistakes.append(FieldError(name, "problem.field-value"))
      }
    }
    let known = questions.flatMap { ["attribute[\($0.code)]", "attribute[\($0.code)][]"] }
    mistakes += form.values.keys.filter { $0.hasPrefix("attribute[") && !known.contains($0) }
      .sorted().map { FieldError($0, "open311.no-attribute") }
    return (given, mistakes)
  }
}

extension ServiceQuestion {
  /// Whether these can be answers to it.
  func takes(_ values: [String]) -> Bool {
    guard answer == .multivaluelist || values.count == 1, values.count <= 50,
      values.allSatisfy({ $0.unicodeScalars.count <= 500 })
    else { return false }
    return switch answer {
    case .string, .text: true
    case .number: values.allSatisfy { Double($0)?.isFinite == true }
    // Nobody's report began in another age.
    case .datetime:
      values.allSatisfy { text in
        let day = LocalDate(text) ?? Timestamp(text).map(CityTime.date(of:))
        return day.map { (2000...2100).contains($0.year) } ?? false
      }
    case .singlevaluelist, .multivaluelist: Set(values).isSubset(of: self.values)
    }
  }
}
