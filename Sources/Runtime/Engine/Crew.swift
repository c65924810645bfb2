import CKernels
@preconcurrency import Glibc
import Synchronization

/// Threads that run the parts of one instruction at a time beside the thread that owns a program.
///
/// A member looks for work for some microseconds, then sleeps. Which thread runs which part changes
/// no result: parts write different memory.
final class Crew {
  /// Threads, the owner included.
  let size: Int
  private let board: CrewBoard

  /// Fewer threads than asked for where the system gives no more.
  init(size: Int) {
    let board = CrewBoard()
    var started = 1
    for member in 1..<max(2, size) where started == member && member < size {
      guard (try? WorkerThread.start({ board.serve(member) })) != nil else { break }
      started += 1
    }
    board.size = started
    self.size = started
    self.board = board
  }

  deinit { board.leave() }

  /// Runs all parts of an instruction and returns when they are done; false when one failed.
  func run(
    _ kernel: fml_kernel, _ instruction: UnsafePointer<fml_instruction>,
    _ context: UnsafePointer<fml_context>
  ) -> Bool {
    board.run(kernel, instruction, context)
  }
}

/// Where the owner of a crew and its members meet.
private final class CrewBoard: @unchecked Sendable {
  /// Looks at the ticket before a member goes to sleep, or an owner lets others have its core.
  private static let patience = 4000

  /// Set before the first ticket.
  var size = 1
  private let ticket = Atomic<Int>(0)
  private let finished = Atomic<Int>(0)
  private let sleeping = Atomic<Int>(0)
  private let failures = Atomic<Int>(0)
  private let isLeaving = Atomic<Bool>(false)
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  // Unsafe: written by the owner before it gives out a ticket, read by members that saw the ticket.
  private var kernel: fml_kernel?
  private var instruction: UnsafePointer<fml_instruction>?
  private var context = fml_context()

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  func run(
    _ kernel: fml_kernel, _ instruction: UnsafePointer<fml_instruction>,
    _ context: UnsafePointer<fml_context>
  ) -> Bool {
    self.kernel = kernel
    self.instruction = instruction
    self.context = context.pointee
    finished.store(0, ordering: .relaxed)
    failures.store(0, ordering: .relaxed)
    ticket.add(1, ordering: .sequentiallyConsistent)
    if sleeping.load(ordering: .sequentiallyConsistent) > 0 { wake() }
    runParts(of: 0)
    var looks = 0
    while finished.load(ordering: .acquiring) < size - 1 {
      looks += 1
      if looks > Self.patience { sched_yield() } else { fml_pause() }
    }
    return failures.load(ordering: .relaxed) == 0
  }

  func serve(_ member: Int) {
    var seen = 0
    while true {
      seen = next(after: seen)
      if isLeaving.load(ordering: .acquiring) { return }
      runParts(of: member)
      finished.add(1, ordering: .releasing)
    }
  }

  func leave() {
    isLeaving.store(true, ordering: .sequentiallyConsistent)
    ticket.add(1, ordering: .sequentiallyConsistent)
    wake()
  }

  /// The parts `member`, `member + size`, ... of the instruction.
  private func runParts(of member: Int) {
    guard let kernel, let instruction else { return }
    var own = context
    own.parts = Int32(instruction.pointee.parts)
    var part = Int32(truncatingIfNeeded: member)
    while part < own.parts {
      own.part = part
      if kernel(&own, instruction) != 0 { failures.add(1, ordering: .relaxed) }
      part += Int32(truncatingIfNeeded: size)
    }
  }

  private func next(after seen: Int) -> Int {
    for _ in 0..<Self.patience {
      let current = ticket.load(ordering: .acquiring)
      if current != seen { return current }
      fml_pause()
    }
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    sleeping.add(1, ordering: .sequentiallyConsistent)
    defer { sleeping.subtract(1, ordering: .sequentiallyConsistent) }
    while true {
      let current = ticket.load(ordering: .sequentiallyConsistent)
      if current != seen { return current }
      pthread_cond_wait(condition, mutex)
    }
  }

  private func wake() {
    pthread_mutex_lock(mutex)
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
  }
}
