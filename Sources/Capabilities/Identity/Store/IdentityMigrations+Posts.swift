import Kernel

extension IdentityMigrations {
  /// What a post is called in English, as units and places have it; null where nobody said.
  static let posts = Migration(
    "018_posts", "ALTER TABLE staff_accounts ADD COLUMN post_en TEXT")
}
