import Foundation

/// A password as it comes in: typed without being shown, or the first line of standard input.
///
/// Never from the command line, which everybody on the machine can read in the list of processes.
enum TypedSecret {
  /// Asked for twice at a keyboard.
  ///
  /// - Throws: `Complaint` when nothing comes, or the two differ.
  static func password() throws -> String {
    guard isatty(0) == 1 else {
      guard let line = readLine(strippingNewline: true), !line.isEmpty else {
        throw Complaint("No password came on standard input.")
      }
      return line
    }
    let first = try ask("Password: ")
    guard try ask("Once more: ") == first else { throw Complaint("The two do not match.") }
    return first
  }

  private static func ask(_ prompt: String) throws -> String {
    Terminal.note(prompt)
    var shown = termios()
    guard tcgetattr(0, &shown) == 0 else { throw Complaint("The keyboard cannot be read.") }
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(0, TCSAFLUSH, &hidden)
    defer {
      tcsetattr(0, TCSAFLUSH, &shown)
      Terminal.note("\n")
    }
    guard let line = readLine(strippingNewline: true), !line.isEmpty else {
      throw Complaint("No password was typed.")
    }
    return line
  }

  /// Why `--password` is refused.
  static let refusal = """
    --password is not taken: everybody on this machine can read it in the list of processes, and it \
    stays in the history of the shell. Leave it out: the password is asked for, or read from \
    standard input (linli user password NAME < file). --one-time makes one.
    """
}
