import Kernel
import KernelTesting

@testable import ServiceRequests

/// A page with invented content, in either language.
struct PageSample: Sendable {
  let name: String
  var isStaff = false
  let page: @Sendable (SampleReader) -> Page

  func html(_ bench: PageBench, _ preferences: Preferences) -> String {
    let read = SampleReader(words: bench.renderer.words, language: preferences.language)
    let chrome = bench.chrome(preferences, isStaff: isStaff, path: "/" + name)
    return bench.renderer.render(page(read), chrome)
  }

  static let all: [PageSample] =
    residents + reports + cases + consoles + acts + routing + desks + callBacks + intakes + hotSpots
    + publicFace
}

/// Who reads a sample: sentences by key, invented content by language.
struct SampleReader: Sendable {
  let words: Words
  let language: Language
  let now = PageBench.now

  /// Content as it would come from the store, in the reader's language for the picture's sake.
  func or(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  func say(_ key: String, _ values: [String: String] = [:]) -> String {
    words.text(key, values, in: language)
  }

  func chip(_ look: CaseLook, resident: Bool = true) -> ChipView {
    ChipView(look, forResident: resident, words: words, in: language)
  }

  func at(_ day: Int, _ hour: Int, _ minute: Int) -> Timestamp {
    CityTime.instant(CityTime.date(of: now).adding(days: day), hour: hour, minute: minute)
  }

  func when(_ day: Int, _ hour: Int, _ minute: Int) -> String {
    Say.when(at(day, hour, minute), now: now, in: language)
  }

  func steps(now index: Int) -> [StepView] {
    ["step.report", "step.accept", "step.work", "step.check", "step.rate"].enumerated().map {
      StepView(say($0.element), at: $0.offset, now: index)
    }
  }

  func photo(_ name: String, caption: String? = nil) -> PhotoView {
    PhotoView(
      small: "/files/\(name)/small", full: "/files/\(name)", alt: say("case.photo", ["n": "1"]),
      caption: caption)
  }

  func tape(start: Timestamp, due: Timestamp) -> SLATape {
    SLATape(start: start, due: due, now: now, in: language)
  }

  func errors(_ fields: FieldError...) -> FormErrors? {
    FormErrors(fields, words: words, in: language)
  }
}
