import Kernel

/// The consent texts as they were shipped, dated; a change is a new version, never an edit.
enum ConsentTexts {
  /// `is_new_use` says that purpose, method or kinds are others than before, so that whoever agreed
  /// is asked again (PIPL article 14).
  ///
  /// Necessity and effect are stated for sensitive kinds (article 30); children have a text of their
  /// own (article 31).
  static let shipped = Migration(
    "003_consent_texts",
    """
    INSERT INTO consent_texts (purpose, version, valid_from, is_new_use, is_sensitive, kinds,
      recipient, quiet_days, title_zh, title_en, why_zh, why_en, effect_zh, effect_en) VALUES
    ('real_name', 1, 0, TRUE, TRUE, 'name citizen_number', 'identity_register', 180,
      '实名核验', 'Real-name check',
      '替别人办事之前，要确认您就是您说的那个人。我们把您的姓名和身份证号交给身份核验机构比对一次。',
      'Before somebody acts for somebody else, we have to know that you are who you say. Your name and ID number are sent to the identity register once, to be compared.',
      '核验机构只回答一致或不一致。证件号比对完就删，只留下结果、时间和打了星的号码。不同意，可以带证件到社区窗口办，别的事照常。',
      'The register answers only whether they belong together. The number is deleted after that; what stays is the result, the time and the masked number. If you say no, bring your ID to a community window; everything else works as before.'),
    ('child', 1, 0, TRUE, TRUE, 'name citizen_number birth_date', NULL, 180,
      '不满 14 周岁孩子的信息', 'Data of a child under 14',
      '您以监护人的身份替孩子办事，需要记下孩子的姓名、出生日期和打了星的证件号，用来确认监护关系和孩子何时满 14 周岁。',
      'To act for your child as the guardian, we note the child''s name, date of birth and masked ID number: to check that you are the guardian, and to know when the child turns 14.',
      '只有窗口确认监护关系时，经办人能看到，每次看都有记录。孩子满 14 周岁，代办自动停止。您随时可以查看、更正、要求删除。不同意，就不能在这里替孩子代办，可以到窗口当面办。',
      'Only the person at the window sees it while confirming, and every look is recorded. It ends by itself when the child turns 14. You may see it, correct it or have it deleted at any time. If you say no, you cannot act for the child here, but at a window.'),
    ('survey', 1, 0, TRUE, FALSE, 'ratings matters', NULL, 180,
      '用您的评价改进服务', 'Learning from your ratings',
      '把您办过的事和评价放进统计，看哪类事办得慢、哪里总返工。',
      'Your matters and ratings go into figures that show what takes too long and what has to be done twice.',
      '统计里没有姓名和电话。不同意，什么都不影响。',
      'The figures hold no names and no numbers. If you say no, nothing changes for you.')
    """)
}
