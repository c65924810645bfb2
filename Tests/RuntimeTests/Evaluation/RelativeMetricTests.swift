import Foundation
import Testing

@testable import Runtime

/// Metrics against a benchmark, where they are known without arithmetic.
@Suite struct RelativeMetricTests {
  private let benchmark = [0.02, -0.01, 0.03, -0.04, 0.01]

  private func series(_ returns: [Double], isCompounded: Bool = true) -> ReturnSeries {
    ReturnSeries(returns, periodsPerYear: 252, isCompounded: isCompounded)
  }

  private func value(_ name: String, _ returns: ReturnSeries) throws -> Double {
    let metric = try #require(RelativeMetricCatalog.metric(named: name))
    return metric.value(of: returns, against: benchmark)
  }

  @Test func doubledBenchmarkWithAnExtraReturn() throws {
    let doubled = series(benchmark.map { 2 * $0 + 0.001 }, isCompounded: false)
    #expect(abs(try value("beta", doubled) - 2) < 1e-12)
    #expect(abs(try value("alpha", doubled) - 0.252) < 1e-12)
    #expect(abs(try value("corr_benchmark", doubled) - 1) < 1e-12)
    #expect(abs(try value("up_capture", doubled) - 2.05) < 1e-12)
    #expect(abs(try value("down_capture", doubled) - 1.96) < 1e-12)
  }

  @Test func theBenchmarkItself() throws {
    let same = series(benchmark)
    #expect(try value("tracking_error", same) == 0)
    #expect(try value("information_ratio", same).isNaN)
    #expect(try value("up_capture", same) == 1 && value("down_capture", same) == 1)
  }

  @Test func undefinedIsMissing() {
    let flat = [0.01, 0.01, 0.01, 0.01, 0.01]
    for metric in RelativeMetricCatalog.all {
      #expect(metric.value(of: series([]), against: []).isNaN, "\(metric.name)")
      #expect(metric.value(of: series(benchmark), against: [0.01]).isNaN, "\(metric.name)")
    }
    #expect(BenchmarkBeta.value(of: series(benchmark), against: flat).isNaN)
    #expect(BenchmarkCorrelation.value(of: series(flat), against: benchmark).isNaN)
    #expect(DownCapture.value(of: series(benchmark), against: flat).isNaN)
    #expect(UpCapture.value(of: series([-1, 0, 0, 0, 0]), against: benchmark).isNaN)
  }

  @Test func folderAndCatalogAgree() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Sources/Runtime/Evaluation/RelativeMetrics").standardized
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .map { $0.replacing(".swift", with: "") }
    let listed = RelativeMetricCatalog.all.map { "\($0)" }
    #expect(Set(files) == Set(listed + ["RelativeMetricParameter"]))
  }

  @Test func catalogDescribesItself() {
    let names = RelativeMetricCatalog.all.map { $0.name }
    #expect(Set(names).count == names.count)
    for metric in RelativeMetricCatalog.all {
      #expect(RelativeMetricCatalog.metric(named: metric.name) == metric)
      #expect(!metric.unit.isEmpty && !metric.signature.details.isEmpty)
      #expect(MetricCatalog.metric(named: metric.name) == nil, "\(metric.name)")
    }
  }
}
