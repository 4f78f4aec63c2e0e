import CPosix
import Glibc

/// Runs a program once, with bytes in and bytes out.
///
/// Blocks its thread: call it in `BlockingWork`.
enum ChildProcess {
  enum Outcome: Sendable, Equatable {
    /// `status` is 128 and more for a signal.
    case exited(status: Int32, output: [UInt8], notes: [UInt8])
    case outOfTime
    case tooMuchOutput
    /// It could not be started.
    case notRun(code: Int32)
  }

  /// More than any cleaned photo; only what is written takes memory.
  static let roomForOutput = 32 << 20

  static func run(
    _ program: String, _ arguments: [String], input: [UInt8], milliseconds: Int32
  ) -> Outcome {
    var child = posix_child()
    child.milliseconds = milliseconds
    var result: Int32 = 0
    var notes: [UInt8] = []
    let output = [UInt8](unsafeUninitializedCapacity: roomForOutput) { output, count in
      notes = [UInt8](unsafeUninitializedCapacity: 4096) { notes, count in
        (child.output, child.output_room) = (output.baseAddress, output.count)
        (child.notes, child.notes_room) = (notes.baseAddress, notes.count)
        result = start(&child, program, [program] + arguments, input)
        count = child.notes_count
      }
      count = child.output_count
    }
    return switch result {
    // A copy of the right size, so that the room is given back.
    case 0:
      .exited(
        status: child.status, output: output.withUnsafeBufferPointer(Array.init), notes: notes)
    case ETIMEDOUT: .outOfTime
    case EMSGSIZE: .tooMuchOutput
    default: .notRun(code: result)
    }
  }

  /// A program in the folder of the running executable; tests find it there too.
  static func besideThisOne(_ name: String) -> String {
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count)
    let own = String(
      decoding: path.prefix(max(count, 0)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    return own.prefix(upTo: own.lastIndex(of: "/") ?? own.startIndex) + "/" + name
  }

  private static func start(
    _ child: inout posix_child, _ program: String, _ arguments: [String], _ input: [UInt8]
  ) -> Int32 {
    var pointers = arguments.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    return program.withCString { program in
      pointers.withUnsafeBufferPointer { arguments in
        input.withUnsafeBufferPointer { input in
          child.program = program
          child.arguments = arguments.baseAddress
          (child.input, child.input_count) = (input.baseAddress, input.count)
          return posix_run(&child)
        }
      }
    }
  }
}
