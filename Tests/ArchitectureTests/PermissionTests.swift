import App
import Kernel
import KernelTesting
import Testing

/// Doors ask for permissions, roles are data: the two have to meet.
struct PermissionTests {
  struct Facts {
    /// Capability to what it declares.
    var declared: [String: [String]] = [:]
    /// Door to what it asks for.
    var asked: [String: [String]] = [:]
    /// Role to what it gives.
    var given: [String: [String]] = [:]
  }

  /// Given to single people, or to programs by their token, never with a role.
  static let inNoRole: Set<String> = [
    "notifications.report_deliveries"
  ]

  static func faults(_ facts: Facts) -> [String] {
    let declared = facts.declared.values.flatMap { $0 }
    let given = Set(facts.given.values.flatMap { $0 })
    var faults: [String] = []
    for (capability, permissions) in facts.declared {
      for permission in permissions where !permission.hasPrefix(capability + ".") {
        faults.append("\(permission) is not \(capability)'s to declare")
      }
    }
    if Set(declared).count != declared.count { faults.append("a permission is declared twice") }
    for (door, permissions) in facts.asked {
      for permission in permissions {
        if !given.contains(permission), !inNoRole.contains(permission) {
          faults.append("\(door): no role gives \(permission)")
        }
        if !declared.contains(permission) {
          faults.append("\(door): nobody declares \(permission)")
        }
      }
    }
    for (role, permissions) in facts.given {
      for permission in permissions where !declared.contains(permission) {
        faults.append("\(role) gives \(permission), which nobody declares")
      }
    }
    for permission in declared where given.contains(permission) == inNoRole.contains(permission) {
      faults.append("\(permission): in a role, or on the list of those in none")
    }
    return faults.sorted()
  }

  @Test(arguments: Backend.all)
  func `doors, declarations and roles know the same permissions`(backend: Backend) async throws {
    let open = try await WholeSite.open(backend)
    var facts = Facts()
    for capability in open.city.capabilities {
      facts.declared[type(of: capability).name] = capability.permissions.map(\.rawValue)
    }
    for entry in try WholeSite.routes(of: open) {
      switch entry.access {
      case .everyone, .known, .signedIn: break
      case .can(let permission): facts.asked[entry.path] = [permission.rawValue]
      case .canAny(let permissions): facts.asked[entry.path] = permissions.map(\.rawValue)
      }
    }
    for row in try await open.platform.database.read({ try $0.rows("SELECT * FROM roles") }) {
      let permissions: String = try row.get("permissions")
      facts.given[try row.get("code")] = permissions.split(separator: " ").map(String.init)
    }

    #expect(facts.asked.count > 5 && facts.given.count > 5)
    #expect(Self.faults(facts) == [])
  }

  @Test func `one that does not meet is seen`() {
    let good = Facts(
      declared: ["a": ["a.look"]], asked: ["/a": ["a.look"]], given: ["r": ["a.look"]])
    #expect(Self.faults(good) == [])

    var bad = good
    bad.asked["/b"] = ["a.change"]
    #expect(Self.faults(bad).count == 2)
    bad = good
    bad.given = [:]
    #expect(Self.faults(bad).count == 2)
    bad = good
    bad.given["s"] = ["a.gone"]
    #expect(Self.faults(bad) == ["s gives a.gone, which nobody declares"])
    bad = good
    bad.declared["b"] = ["a.look"]
    #expect(Self.faults(bad).count == 2)
  }
}
