import Foundation
import Testing

@testable import Lang

/// Figures of a published series of daily profits, as the language prints them; skipped without the
/// data folder in `FML_DATA`.
///
/// The last digits are those of pandas 3.0 and scipy 1.17: `mean / std(ddof=0) * sqrt(252)`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["FML_DATA"] != nil))
struct EvaluationFigureTests {
  private static let load = "c = load \"phase4_daily.csv\"\n"

  private func run(_ text: String) {
    let output = CollectedOutput()
    let session = Session(output: output)
    #expect(session.execute(Self.load + text) == .finished, "\(output.notes)")
  }

  @Test func sharpeRatios() {
    run(
      """
      net = metrics c.pnl_net per_year=252 ddof=0
      gross = metrics c.pnl_gross per_year=252 ddof=0
      scaled = metrics c.pnl_scaled per_year=252 ddof=0
      expect net.sharpe == 1.320334552137687 tol=1e-12
      expect gross.sharpe == 1.4777659112955936 tol=1e-12
      expect scaled.sharpe == 1.2229916109046373 tol=1e-12
      expect net.count == 188
      one = metrics c.pnl_net per_year=252
      expect one.sharpe == 1.3168183420277486 tol=1e-12
      """)
  }

  /// Returns of 9.6 and 10.9%, a volatility of 8.87%, a drawdown of 4.7%, t = 1.06.
  @Test func theOtherPublishedFigures() {
    run(
      """
      net = metrics c.pnl_net per_year=252 ddof=0 compound=false
      scaled = metrics c.pnl_scaled per_year=252 ddof=0 compound=false
      expect net.annual_return == 0.0956409399339437 tol=1e-12
      expect scaled.annual_return == 0.10851824733688327 tol=1e-12
      expect scaled.volatility == 0.0887318002587223 tol=1e-12
      expect net.max_drawdown == -0.047 tol=0.0005
      expect scaled.sharpe * sqrt(188 / 252) == 1.06 tol=0.005
      """)
  }

  /// 2.5 bp on the turnover, to the last digit.
  @Test func costs() {
    run(
      """
      gap = c.cost - 2.5bp * c.turnover
      rest = c.pnl_net - (c.pnl_gross - c.cost)
      expect max(gap) == 0 tol=1e-18
      expect min(gap) == 0 tol=1e-18
      expect max(rest) == 0 tol=1e-17
      expect mean(c.turnover) == 0.181 tol=0.0005
      """)
  }

  @Test func probabilities() {
    run(
      """
      d = dsr c.pnl_net per_year=252
      expect d.psr == 0.8666970432631798 tol=1e-12
      expect d.skew == -0.2840405097349712 tol=1e-12
      expect d.kurtosis == 12.088400662918916 tol=1e-12
      expect d.dsr == d.psr
      """)
  }
}
