@preconcurrency import Glibc

exit(Launcher.run(arguments: Array(CommandLine.arguments.dropFirst())))
