/// Passwords that are on every list of tried ones, and their usual disguises.
///
/// Kept as words: a common word stays common with digits and signs around it, with capitals, and
/// with the letters that are always exchanged (`P@ssw0rd2026!`).
enum CommonPassword {
  static func isCommon(_ password: String) -> Bool {
    let small = password.lowercased()
    if isRun(small) || isDateOrPhone(small) || whole.contains(small) { return true }
    let bare = Self.bare(small)
    return [small, disclosed(small), disclosed(bare)].map { core(of: $0) }.contains { core in
      words.contains(core) || isDoubled(core)
    }
  }

  /// Without digits and signs at both ends.
  private static func bare(_ text: String) -> String {
    var text = Substring(text)
    while let first = text.first, !first.isLetter { text.removeFirst() }
    while let last = text.last, !last.isLetter { text.removeLast() }
    return String(text)
  }

  private static func disclosed(_ text: String) -> String {
    String(text.map { disguises[$0] ?? $0 })
  }

  /// Digits alone, as many as a birthday or a telephone has.
  private static func isDateOrPhone(_ text: String) -> Bool {
    text.count <= 12 && text.allSatisfy { $0.isNumber }
  }

  /// Without what is not a letter: `password2026!` is a password like `password`.
  private static func core(of text: String) -> String { text.filter { $0.isLetter } }

  /// The same word again and again.
  private static func isDoubled(_ text: String) -> Bool {
    words.contains { word in
      text.count > word.count && text.count % word.count == 0
        && text == String(repeating: word, count: text.count / word.count)
    }
  }

  /// Keys beside each other, or one after the other in the alphabet, forwards or backwards.
  private static func isRun(_ text: String) -> Bool {
    let back = String(text.reversed())
    return rows.contains { row in
      let long = row + row
      return long.contains(text) || long.contains(back)
    }
  }

  private static let disguises: [Character: Character] = [
    "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s",
    "!": "i", "+": "t", "|": "l",
  ]

  private static let rows = [
    "01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm",
    "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    "qazwsxedcrfvtgbyhnujmikolp", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "!@#$%^&*()",
    "1a2b3c4d5e6f7g8h9i0j", "a1b2c3d4e5f6g7h8i9j0", "13579246801357924680", "零一二三四五六七八九",
  ]

  /// Common as they stand; ten characters and more, since shorter ones are refused anyway.
  private static let whole: Set<String> = Set(
    """
    1111122222 1122334455 1212121212 1231231234 123123123123 1234512345 123456123456 12345678910 \
    1234567891 12345678912 123456789a 123456789q 123456789z 1234567899 123456abcd 1234554321 \
    12345qwert 1234qwer1234 123qwe123qwe 123qweasdzxc 12qwaszx12qw 147258369a 147258369qq \
    147852369a 1472583690 159357258456 1a2s3d4f5g 1q2w3e4r5t 1qaz2wsx3edc 1qazxsw23edc \
    5201314520 520131452013 5201314abc 7418529630 789456123a 7894561230 741852963a 8888866666 \
    9876543210 987654321a 9638527410 963852741a a123456789 a1234567890 a12345678b aa12345678 \
    aa123456789 aaa123456789 abc1234567 abc12345678 abc123456789 abcd123456 abcd1234567 \
    abcd12345678 abcde12345 abcde123456 as123456789 asd1234567 asd123456789 asdf123456 \
    asdfghjkl123 asdfg12345 d123456789 l123456789 lj123456789 q123456789 q1234567890 qq123456789 \
    qq123123123 qq1234567890 qwe123456789 qwer123456 qwer12345678 qwert12345 qwerty12345 \
    qwertyuiop123 s123456789 w123456789 wang123456 woaini1314 woaini1314520 woaini5201314 \
    woaini520520 woaini521521 wo1234567890 xiao123456 z123456789 zhang123456 zx123456789 \
    zxc123456789 zxcvbnm123 zxcvbnm123456 zzz123456789 liu123456 li123456789 chen123456 \
    123456654321 112233445566 111222333444 135792468013 1029384756 0192837465 0147258369 \
    beijing2008 china123456 admin123456 admin@123456 root123456 test123456
    """.split(separator: " ").map(String.init))

  /// Words a password is made of when its owner thinks of nothing better.
  private static let words: Set<String> = Set(
    """
    a aa aaa abc abcd abcde abcdef about access account admin administrator administrators alex \
    amanda america andrew angel anthony apple asdf asdfg asdfgh asdfghjkl ashley asshole august \
    austin baby babygirl bailey banana baseball basketball batman beautiful beijing biteme \
    blink bond buster butterfly changeme changeit charlie cheese chelsea chen chicken china \
    chocolate coffee college computer cookie corvette cowboy dallas daniel default demo demouser \
    diamond dolphin donald dragon eagles email english enter family falcon feifei football \
    forever freedom friend friends fuckme fuckyou gateway george ginger golden google guest \
    guanli guanliyuan hannah happy harley heaven heather hello helloworld hockey home hunter \
    huawei iamgod iloveu iloveyou internet jackson january jasmine jennifer jessica jessie jesus \
    jiayou jordan joshua justin killer klaster lakers laoban letmein liang linli linlinli lin \
    liu li liverpool login london lotus love loveme lovely loveyou maggie magic manager martin \
    master matrix matthew melissa merlin michael michelle mima mimashi mickey midnight mobile \
    monday money monkey monster mother mustang mypassword mypass naruto nicole nihao nimda \
    nobody none october office oneone orange pass passcode passport passw password passwords \
    passwd patrick peanut people pepper phoenix please pokemon princess private purple pussy q \
    qaz qazwsx qazwsxedc qq qwe qweasd qweasdzxc qwer qwert qwerty qwertyui qwertyuiop rainbow \
    ranger robert root samsung samantha school scooter secret secure security september server \
    service shadow shanghai silver snoopy soccer sophie spiderman spring starwars sterling \
    summer sunday sunshine super superman support switch sysadmin system taobao temp temppass \
    tencent test tester testing testtest thomas thunder tiger tigger toyota trustno trustnoi user \
    username victoria w wang wangyi welcome welcometo welcomei whatever william winner winter \
    woaini woaiwo woaizhongguo wodemima wode woshishei worker wwj x xiao xiaoming xiaoxiao \
    yellow youandme z zaq zaqwsx zhang zhao zhongguo zhonghua zxc zxcv zxcvb zxcvbn zxcvbnm \
    密码 我爱你 我的密码 管理员 中国 你好 系统管理员
    """.split(separator: " ").map(String.init))
}
