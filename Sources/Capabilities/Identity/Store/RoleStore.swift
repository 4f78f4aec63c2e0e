import Kernel

/// Every statement about `roles`.
enum RoleStore {
  /// Makes the role mean this from now on; what it meant before stays on record.
  static func define(_ role: Role, in tx: Transaction) throws {
    tx.changesAccess()
    try tx.run(
      """
      UPDATE roles SET valid_until = \(tx.now) WHERE code = \(role.code) AND valid_until > \(tx.now)
      """)
    try tx.run(
      """
      INSERT INTO roles (code, name_zh, name_en, permissions, is_two_step, valid_from, valid_until)
      VALUES (\(role.code), \(role.chinese), \(role.english),
        \(PermissionList.text(role.permissions)), \(role.isTwoStep), \(tx.now),
        \(Timestamp.never))
      ON CONFLICT (code, valid_from) DO UPDATE SET permissions = excluded.permissions,
        name_zh = excluded.name_zh, name_en = excluded.name_en,
        is_two_step = excluded.is_two_step, valid_until = excluded.valid_until
      """)
  }

  static func exists(_ code: String, in tx: Transaction) throws -> Bool {
    try tx.row(
      """
      SELECT code FROM roles
      WHERE code = \(code) AND valid_from <= \(tx.now) AND valid_until > \(tx.now)
      """) != nil
  }

  /// All roles as they are now, by code.
  static func all(at now: Timestamp, in db: some Reading) throws -> [Role] {
    try db.rows(
      """
      SELECT code, name_zh, name_en, permissions, is_two_step FROM roles
      WHERE valid_from <= \(now) AND valid_until > \(now) ORDER BY code
      """
    ).map { row in
      Role(
        code: try row.get("code"), chinese: try row.get("name_zh"),
        english: try row.get("name_en"),
        permissions: PermissionList.read(try row.get("permissions")),
        isTwoStep: try row.get("is_two_step"))
    }
  }
}
