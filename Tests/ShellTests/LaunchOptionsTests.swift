import Testing

@testable import Shell

@Suite struct LaunchOptionsTests {
  @Test func noArgumentIsThePrompt() throws {
    #expect(try LaunchOptions([]).mode == .prompt)
  }

  @Test(arguments: [["run", "a.fml"], ["a.fml"], ["--quiet", "run", "a.fml"]])
  func aFileIsRun(arguments: [String]) throws {
    #expect(try LaunchOptions(arguments).mode == .file("a.fml"))
  }

  @Test func aScriptIsEchoedUnlessQuiet() throws {
    #expect(try LaunchOptions(["a.fml"]).echoes)
    #expect(try !LaunchOptions(["run", "a.fml", "-q"]).echoes)
    #expect(try !LaunchOptions(["-e", "1"]).echoes)
  }

  @Test func settingsKeepTheirOrderAndMayContainEquals() throws {
    let options = try LaunchOptions(["x.fml", "--set", "k=1", "--set=name=a=b"])
    #expect(options.settings.map(\.name) == ["k", "name"])
    #expect(options.settings.map(\.text) == ["1", "a=b"])
  }

  @Test(arguments: [
    ["--set"], ["--set", "k"], ["--set", "=1"], ["-e"], ["run"], ["--nonsense"],
    ["a.fml", "b.fml"], ["-e", "1", "a.fml"], ["a.fml", "--cell", "x"],
  ])
  func nonsenseIsRefused(arguments: [String]) {
    #expect(throws: LaunchOptions.UsageError.self) { try LaunchOptions(arguments) }
  }

  @Test func theHelpNamesEveryOptionThatIsParsed() {
    for option in ["--set", "--quiet", "--reference", "--version", "--help", "-e"] {
      #expect(LaunchOptions.help.contains(option))
    }
  }
}
