import Foundation
import Testing

@testable import Lang

/// Leaks planted through every road into a feature are refused before anything is computed; honest
/// features that look like them pass.
@Suite struct PlantedLeakTests {
  private static let preamble = """
    b = load "data/bars.csv"
    p = load "data/panel.csv" by=symbol
    use b

    """

  /// What the message of a refusal says.
  private static let refusals = ["reads the future", "uses a statistic of the whole sample"]

  /// As the one feature of a set.
  static let leakyFormulas = [
    "lead(close, 1)", "lead(close, 3) / close - 1", "pct(lead(close, 1))",
    "lag(lead(close, 2), 1)", "mean(lead(close, 1), 5)", "max(lead(high, 1), 5)",
    "ewm(lead(close, 1), span=5)", "ema(lead(close, 1), 5)", "corr(close, lead(close, 1), 20)",
    "zscore(lead(close, 1), 20)", "cumsum(lead(close, 1))", "where(lead(close, 1) > close, 1, 0)",
    "cut(lead(close, 1) / close, [0.99, 1.01])", "rank(lead(volume, 1), 20)",
    "std(diff(lead(close, 1)), 10)", "quantile(lead(close, 1), 20, q=0.5)",
    "fracdiff(lead(close, 1), d=0.4)", "entropy(lead(pct(close), 1), 20)",
    "mean(lead(volume, 1), 5, by=weekday())", "mean(close)",
    "(close - mean(close)) / std(close)", "rank(close)", "quantile(close, q=0.5)", "max(close)",
    "median(volume)", "close / min(low)", "garch(pct(close))", "direction(close, 1)",
    "prob_up(close, 3)", "barriers(5, take=0.02, stop=0.01).ret",
    "barriers(5, take=0.02, stop=0.01).label",
    "uniqueness(barriers(5, take=0.02, stop=0.01).bars)",
  ]

  static let honestFormulas = [
    "lag(close, 1)", "lag(lead(close, 1), 1)", "lag(lead(close, 2), 3)", "lead(lag(close, 3), 2)",
    "mean(close, 20)", "max(high, 5)", "ewm(close, span=5)", "ema(close, 5)",
    "corr(close, lag(close, 1), 20)", "zscore(close, 20)", "cumsum(close)",
    "where(close > lag(close, 1), 1, 0)", "cut(close / lag(close, 1), [0.99, 1.01])",
    "rank(volume, 20)", "std(diff(close), 10)", "quantile(close, 20, q=0.5)",
    "fracdiff(close, d=0.4)", "entropy(pct(close), 20)", "mean(volume, 5, by=weekday())",
    "close - fit(mean(close))", "(close - fit(mean(close))) / fit(std(close))",
    "fit(rank(close))", "close / fit(quantile(close, q=0.5))", "max(close, 60)",
    "median(volume, 10)", "close / min(low, 20)", "fit(garch(pct(close)))",
    "lag(direction(close, 1), 1)", "lag(prob_up(close, 3), 3)",
    "lag(barriers(5, take=0.02, stop=0.01).ret, 5)", "lag(lead(close, 2) - close, 2)",
    "mean(lag(lead(close, 1), 1), 5)", "since(close > lag(close, 1))",
  ]

  /// Through names, functions, frames and panels.
  static let leakyChains = [
    "def ahead(x): lead(x, 1)\nfeatures f on b: x = ahead(close)",
    """
    def ahead(x): lead(x, 1)
    def twice(x): ahead(ahead(x))
    features f on b: x = lag(twice(close), 1)
    """,
    "nx = lead(close, 1)\nfeatures f on b: x = nx / close",
    "a = pct(close)\nc = lead(a, 2)\ne = mean(c, 3)\nfeatures f on b: x = e + 1",
    "s = mean(close)\nfeatures f on b: x = close / s",
    "w = resample b 1w\nw2 = lead(w.close, 1)\nj = onto(w2, b)\nfeatures f on b: x = j",
    "v = filter b volume > mean(lead(volume, 1), 3)",
    "m = lead(close, 1)\nj = onto(m, p)\nuse p\nfeatures f on p: x = j",
    "use p\nfeatures f on p: x = xrank(lead(close, 1))",
    "use p\nfeatures f on p: x = xz(lead(pct(close), 1))",
    "use p\nfeatures f on p: x = close - xmean(lead(close, 1))",
    "h = b[2022-01-03..2022-06-30]\nuse h\nfeatures f on h: x = lead(close, 1)",
  ]

  static let honestChains = [
    "def back(x): lag(x, 1)\nfeatures f on b: x = back(close)",
    "def ahead(x): lead(x, 1)\nfeatures f on b: x = lag(ahead(close), 1)",
    "nx = lag(close, 1)\nfeatures f on b: x = close / nx",
    "leading = mean(close, 3)\nfeatures f on b: x = leading + 1",
    "w = resample b 1w\nj = onto(w.close, b)\nfeatures f on b: x = close / j",
    "v = filter b volume > mean(lag(volume, 1), 3)\nuse v\nfeatures f on v: x = pct(close)",
    "m = lag(close, 1)\nj = onto(m, p)\nuse p\nfeatures f on p: x = j",
    "use p\nfeatures f on p: x = xrank(close)",
    "use p\nfeatures f on p: x = xz(pct(close))",
    "use p\nfeatures f on p: x = close - xmean(close)",
    "h = b[2022-01-03..2022-06-30]\nuse h\nfeatures f on h: x = pct(close)",
  ]

  private static func run(_ text: String) -> (outcome: Session.Outcome, notes: String) {
    let output = CollectedOutput()
    let session = Session(output: output)
    let outcome = session.execute(
      preamble + text + "\n", name: "leak.fml", folder: ScriptTests.folder.path)
    return (outcome, output.notes.joined(separator: "\n"))
  }

  @Test(arguments: leakyFormulas.map { "features f on b: x = \($0)" } + leakyChains)
  func aLeakIsRefused(_ text: String) {
    let (outcome, notes) = Self.run(text)
    #expect(outcome == .failed(exitCode: 1))
    #expect(Self.refusals.contains { notes.contains($0) }, "\(notes)")
  }

  @Test(arguments: honestFormulas.map { "features f on b: x = \($0)" } + honestChains)
  func anHonestFeaturePasses(_ text: String) {
    let (outcome, notes) = Self.run(text)
    #expect(outcome == .finished, "\(notes)")
  }
}
