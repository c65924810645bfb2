import Testing

@testable import Plot

struct HistogramTests {
  @Test func theFreedmanDiaconisRuleCountsBins() throws {
    // 1...10: quartiles 3.25 and 7.75, width 2 * 4.5 / 10^(1/3) = 4.177, 9 / 4.177 = 2.15.
    let histogram = try Histogram(of: Sample((1...10).map(Double.init)), bins: nil)
    #expect(histogram.counts == [3, 3, 4])
    #expect(histogram.width == 3)
    #expect(histogram.centres == [2.5, 5.5, 8.5])
  }

  @Test func binsAreClosedOnTheLeftAndTheLastOnBothSides() throws {
    let histogram = try Histogram(of: Sample([0, 1, 1, 2, 3, 4]), bins: 4)
    #expect(histogram.counts == [1, 2, 1, 2])
  }

  @Test func missingValuesAreNotCounted() throws {
    let histogram = try Histogram(of: Sample([1, .nan, 2, .infinity, 3]), bins: 2)
    #expect(histogram.counts.reduce(0, +) == 3)
  }

  @Test func equalValuesFallIntoOneBin() throws {
    let histogram = try Histogram(of: Sample([5, 5, 5]), bins: nil)
    #expect(histogram.counts == [3])
    #expect(histogram.lower == 4.5)
  }

  @Test func halfEqualValuesUseTheRootOfTheCount() throws {
    let values = [Double](repeating: 0, count: 90) + (1...10).map(Double.init)
    #expect(try Histogram(of: Sample(values), bins: nil).counts.count == 10)
  }

  @Test func longTailsAreCutAndCounted() throws {
    var noise = SampleCharts.Noise(seed: 1)
    let values = (0..<5000).map { _ in noise.normal() } + [-5000, 4000, 5000]
    let histogram = try Histogram(of: Sample(values), bins: nil)
    #expect(histogram.counts.count <= Histogram.mostBins)
    #expect(histogram.below >= 1)
    #expect(histogram.above >= 2)
    let all = histogram.counts.reduce(0, +) + histogram.below + histogram.above
    #expect(all == values.count)
  }

  @Test(arguments: [0, -3, 1001])
  func anImpossibleNumberOfBinsIsRefused(bins: Int) {
    let error = #expect(throws: PlotError.self) {
      try Histogram(of: Sample([1, 2, 3]), bins: bins)
    }
    #expect(error?.parameter == "bins")
    #expect(error?.message == "bins=\(bins) is not between 1 and 1000")
  }

  @Test func theSubtitleSaysMomentsAndTheNotesWhatIsMissing() throws {
    let chart = try HistogramChart.chart(
      of: .init("r", values: [0.01, 0.02, 0.06, .nan], bins: 2, format: .percent))
    #expect(chart.subtitle == "3 values, mean 3.00%, sd 2.65%, median 2.00%")
    #expect(chart.notes == ["1 missing"])
  }

  @Test func momentsAndQuantilesAreThoseOfTheSample() {
    let sample = Sample([4, 1, 3, 2])
    #expect(sample.mean == 2.5)
    #expect(abs(sample.deviation - 1.2909944487358056) < 1e-15)
    #expect(sample.quantile(0.25) == 1.75)
    #expect(sample.quantile(1) == 4)
  }
}
