"""J8b: ten million additions inside a function."""


def total(n):
    s = 0.0
    for i in range(n):
        s += i
    return s


print(total(10_000_000))
