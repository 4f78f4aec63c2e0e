/// Numbers as fixed-width decimal text, without Foundation's formatters.
public enum Digits {
  /// `7` in width 3 is `007`; wider numbers are not cut.
  public static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return text.count >= width ? text : String(repeating: "0", count: width - text.count) + text
  }
}
