// swift-tools-version: 6.2
import PackageDescription

/// Settings shared by every Swift target: Swift 6 mode, warnings are errors. Overlapping accesses
/// are looked for in debug builds, which all tests run; in a training step the search took 2 %.
let swiftSettings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .unsafeFlags(
    ["-cross-module-optimization", "-enforce-exclusivity=unchecked"],
    .when(configuration: .release)),
]

/// C kernels are compiled with optimisation in both configurations: at -O0 they are 10-30 times
/// slower. No option changes the value of an expression, so bits do not depend on the optimiser.
let kernelSettings: [CSetting] = [
  .unsafeFlags([
    "-O2", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math",
    "-mprefer-vector-width=512", "-Wall", "-Wextra", "-Wno-psabi", "-Werror",
  ])
]

let package = Package(
  name: "fml",
  products: [.executable(name: "fml", targets: ["Shell"])],
  targets: [
    .target(
      name: "CKernels", path: "Sources/Runtime/CKernels", cSettings: kernelSettings,
      linkerSettings: [.linkedLibrary("m")]),
    .target(
      name: "COpenBLAS", path: "Sources/Runtime/COpenBLAS",
      cSettings: [.unsafeFlags(["-O2", "-Wall", "-Wextra", "-Werror"])],
      linkerSettings: [.linkedLibrary("dl"), .linkedLibrary("pthread")]),
    .systemLibrary(name: "CZlib", path: "Sources/Runtime/CZlib"),
    .target(
      name: "CGnuplot", path: "Sources/Plot/CGnuplot",
      cxxSettings: [.unsafeFlags(["-std=c++17"])],
      // Static: six shared libraries less to load at every start.
      linkerSettings: [
        .unsafeFlags([
          "-Xlinker", "-l:libboost_iostreams.a", "-Xlinker", "-l:libboost_filesystem.a",
        ])
      ]),
    .systemLibrary(name: "CLibEdit", path: "Sources/Shell/CLibEdit"),
    .target(
      name: "CEdit", path: "Sources/Shell/CEdit", linkerSettings: [.linkedLibrary("edit")]),

    .target(
      name: "Runtime", dependencies: ["CKernels", "COpenBLAS", "CZlib"], path: "Sources/Runtime",
      exclude: ["CKernels", "COpenBLAS", "CZlib"], swiftSettings: swiftSettings),
    .target(
      name: "Plot", dependencies: ["CGnuplot"], path: "Sources/Plot", exclude: ["CGnuplot"],
      swiftSettings: swiftSettings),
    .target(
      name: "Lang", dependencies: ["Runtime", "Plot"], path: "Sources/Lang",
      resources: [.embedInCode("Prelude")], swiftSettings: swiftSettings),
    .executableTarget(
      name: "Shell", dependencies: ["Lang", "CEdit", "CLibEdit"], path: "Sources/Shell",
      exclude: ["CLibEdit", "CEdit"], swiftSettings: swiftSettings,
      linkerSettings: [
        .unsafeFlags(["-static-stdlib"], .when(configuration: .release))
      ]),

    .target(name: "CAllocations", path: "Tests/CAllocations"),
    .testTarget(
      name: "RuntimeTests", dependencies: ["Runtime", "CAllocations"], swiftSettings: swiftSettings),
    .testTarget(name: "PlotTests", dependencies: ["Plot"], swiftSettings: swiftSettings),
    .testTarget(name: "LangTests", dependencies: ["Lang"], swiftSettings: swiftSettings),
    .testTarget(name: "ShellTests", dependencies: ["Shell"], swiftSettings: swiftSettings),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu11,
  cxxLanguageStandard: .cxx17
)
