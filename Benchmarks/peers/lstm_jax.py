"""J3 in JAX: a jitted step with scans over time; lstm_jax.py THREADS; seconds per step of 256 windows."""

import os
import sys

if sys.argv[1] == "1":
    os.sched_setaffinity(0, {0})
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"

import jax
import jax.numpy as jnp

from common import median_time, report

FEATURES, HIDDEN, STEPS, BATCH = 14, 192, 60, 256
each = jax.tree_util.tree_map
key = jax.random.PRNGKey(0)
keys = jax.random.split(key, 6)
small = lambda k, *shape: jax.random.normal(k, shape) * 0.05
weights = {
    "lstm": [
        (small(keys[0], FEATURES, 4 * HIDDEN), small(keys[1], HIDDEN, 4 * HIDDEN),
         jnp.zeros(4 * HIDDEN)),
        (small(keys[2], HIDDEN, 4 * HIDDEN), small(keys[3], HIDDEN, 4 * HIDDEN),
         jnp.zeros(4 * HIDDEN)),
    ],
    "dense": [(small(keys[4], HIDDEN, 64), jnp.zeros(64)), (small(keys[5], 64, 1), jnp.zeros(1))],
}


def lstm(layer, x):
    def advance(carry, z):
        h, c = carry
        i, f, g, o = jnp.split(z + h @ layer[1], 4, -1)
        c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
        h = jax.nn.sigmoid(o) * jnp.tanh(c)
        return (h, c), h

    zeros = jnp.zeros((x.shape[1], HIDDEN))
    return jax.lax.scan(advance, (zeros, zeros), x @ layer[0] + layer[2])[1]


def soft_rank(x):
    return jax.nn.sigmoid(x[:, None] - x[None, :]).sum(1)


def drop(k, x):
    return jnp.where(jax.random.bernoulli(k, 0.75, x.shape), x / 0.75, 0)


def loss(weights, x, y, key):
    inner, outer = jax.random.split(key)
    h = lstm(weights["lstm"][1], drop(inner, lstm(weights["lstm"][0], x)))[-1]
    (w1, b1), (w2, b2) = weights["dense"]
    p = (drop(outer, jax.nn.relu(h @ w1 + b1)) @ w2 + b2)[:, 0]
    a, b = soft_rank(p), soft_rank(y)
    a, b = a - a.mean(), b - b.mean()
    rank = 1 - (a * b).sum() / (jnp.linalg.norm(a) * jnp.linalg.norm(b) + 1e-8)
    e = jnp.abs(p - y)
    return 0.7 * rank + 0.3 * jnp.where(e < 0.05, 0.5 * e * e, 0.05 * (e - 0.025)).mean()


@jax.jit
def step(weights, first, second, x, y, key):
    key, mask_key = jax.random.split(key)
    value, gradient = jax.value_and_grad(loss)(weights, x, y, mask_key)
    norm = jnp.sqrt(sum(jnp.sum(g * g) for g in jax.tree_util.tree_leaves(gradient)))
    gradient = each(lambda g: g * jnp.minimum(1.0, 1.0 / (norm + 1e-6)), gradient)
    first = each(lambda m, g: 0.9 * m + 0.1 * g, first, gradient)
    second = each(lambda v, g: 0.999 * v + 0.001 * g * g, second, gradient)
    weights = each(lambda p, m, v: p - 8e-4 * m / (jnp.sqrt(v) + 1e-8), weights, first, second)
    return weights, first, second, key, value


zeros = each(jnp.zeros_like, weights)
state = (weights, zeros, zeros, key)
inputs = jax.random.normal(key, (STEPS, BATCH, FEATURES))
labels = jax.random.normal(key, (BATCH,)) * 0.02


def run():
    global state
    *state, value = step(*state[:3], inputs, labels, state[3])
    value.block_until_ready()


report(median_time(run, 3, warm=1))
