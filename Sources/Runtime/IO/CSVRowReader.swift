@preconcurrency import Glibc
import Synchronization

/// Reads the rows of a file on several threads: each takes the next chunk, and chunks are joined
/// in file order by whichever thread finds the next one ready.
final class CSVRowReader: Sendable {
  private let job: CSVJob
  private let chunkSize: Int
  private let chunkCount: Int
  private let nextChunk = Atomic<Int>(0)
  private let isDone = Atomic<Bool>(false)
  private let finished = Mutex(Finished())
  private let table: Mutex<CSVTable>

  /// Chunks that wait for their turn, and readers that wait for work.
  private struct Finished {
    var chunks: [Int: CSVChunkReader] = [:]
    var next = 0
    var idle: [CSVChunkReader] = []
  }

  init(_ job: CSVJob, chunkSize: Int) {
    self.job = job
    self.chunkSize = max(1, chunkSize)
    let size = max(0, job.file.count - job.schema.start.position)
    chunkCount = (size + self.chunkSize - 1) / self.chunkSize
    table = Mutex(CSVTable(job))
  }

  /// - Throws: `Failure` for the file's first bad cell or ragged row unless `bad=` allows them;
  ///   `Interrupted`.
  static func read(_ job: CSVJob, threads: Int, chunkSize: Int = 1 << 18) throws -> CSVTable {
    let reader = CSVRowReader(job, chunkSize: chunkSize)
    let count = max(1, min(threads, reader.chunkCount))
    _ = try Parallel.map(count: count, threads: count) { _ in try reader.work() }
    return reader.table.withLock { $0 }
  }

  private func work() throws {
    let window = ByteWindow(job.file)
    do {
      while !isDone.load(ordering: .relaxed) {
        try keepClose(window)
        let index = nextChunk.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < chunkCount else { break }
        let chunk =
          finished.withLock { $0.idle.popLast() } ?? CSVChunkReader(job, window: window)
        chunk.window = window
        chunk.attempt(bytes(of: index), isFirst: index == 0)
        finished.withLock { $0.chunks[index] = chunk }
        try join(window)
      }
    } catch {
      isDone.store(true, ordering: .relaxed)
      throw error
    }
  }

  /// How many chunks may wait to be joined. Without a bound one thread would read all of the file into
  /// fresh memory while the system keeps the other from running.
  private static let mostAhead = 16

  /// Waits while too many chunks are unjoined, joining what is ready.
  private func keepClose(_ window: ByteWindow) throws {
    while !isDone.load(ordering: .relaxed),
      nextChunk.load(ordering: .relaxed) - finished.withLock({ $0.next }) >= Self.mostAhead
    {
      try Interrupt.check()
      try join(window)
      sched_yield()
    }
  }

  private func bytes(of index: Int) -> Range<Int> {
    let start = job.schema.start.position + index * chunkSize
    return start..<min(start + chunkSize, job.file.count)
  }

  /// Joins what is ready. One thread at a time; one that finds another at it may leave, because
  /// the other looks again after it has let go.
  private func join(_ window: ByteWindow) throws {
    while finished.withLock({ $0.chunks[$0.next] != nil }) {
      let mine: Void? = try table.withLockIfAvailable { table in
        while let chunk = finished.withLock({ $0.chunks.removeValue(forKey: $0.next) }) {
          guard !isDone.load(ordering: .relaxed) else { return }
          chunk.window = window
          try table.append(chunk)
          if table.isFull { isDone.store(true, ordering: .relaxed) }
          finished.withLock {
            $0.next += 1
            $0.idle.append(chunk)
          }
        }
      }
      if mine == nil || isDone.load(ordering: .relaxed) { return }
    }
  }
}
