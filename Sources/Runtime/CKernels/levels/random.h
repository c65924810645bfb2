// Random bits of consecutive elements: the words of fml_random_bits, eight counters at a time.

static void NAME(random_bits)(uint64_t seed, uint32_t first, uint32_t stream, uint32_t c2,
                              uint32_t c3, int64_t count, uint64_t *out) {
  NAME(words) words[4];
  for (int64_t start = 0; start < count; start += 8) {
    NAME(philox_groups)((uint64_t)first + (uint64_t)start, stream, (uint64_t)c3 << 32 | c2, seed,
                        words);
    const NAME(words) bits = words[1] << 32 | words[0];
    const int64_t n = count - start < 8 ? count - start : 8;
    __builtin_memcpy(out + start, &bits, (size_t)n * sizeof *out);
  }
}
