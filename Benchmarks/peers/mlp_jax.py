"""J1 in JAX: an epoch is one jitted scan over the shuffled batches; mlp_jax.py THREADS.

Seconds per epoch, compilation not counted.
"""

import os
import sys

if sys.argv[1] == "1":
    os.sched_setaffinity(0, {0})
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"

import jax
import jax.numpy as jnp

from common import median_time, report

SAMPLES, FEATURES, BATCH = 54_417, 28, 16
STEPS = SAMPLES // BATCH
RATE, DECAY, KEEP = 5e-5, 5e-3, 0.6
each = jax.tree_util.tree_map


def initial(key):
    keys = jax.random.split(key, 3)
    widths = [FEATURES, 32, 16, 1]
    he = lambda k, a, b: jax.random.normal(k, (a, b)) * (2 / a) ** 0.5
    return {
        "norm": [(jnp.ones(n), jnp.zeros(n)) for n in widths[:3]],
        "dense": [(he(k, a, b), jnp.zeros(b)) for k, a, b in zip(keys, widths, widths[1:])],
    }


def layer_norm(gain_bias, x):
    mean = x.mean(-1, keepdims=True)
    variance = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(variance + 1e-5) * gain_bias[0] + gain_bias[1]


def loss(weights, x, y, key):
    norm, dense = weights["norm"], weights["dense"]
    x = layer_norm(norm[0], x)
    for layer, k in enumerate(jax.random.split(key)):
        x = jax.nn.relu(layer_norm(norm[layer + 1], x @ dense[layer][0] + dense[layer][1]))
        x = jnp.where(jax.random.bernoulli(k, KEEP, x.shape), x / KEEP, 0.0)
    error = jnp.abs(jax.nn.sigmoid(x @ dense[2][0] + dense[2][1]) - y)
    return jnp.where(error < 1, 0.5 * error * error, error - 0.5).mean()


def step(state, batch):
    weights, first, second, count, key = state
    key, mask_key = jax.random.split(key)
    value, gradient = jax.value_and_grad(loss)(weights, *batch, mask_key)
    norm = jnp.sqrt(sum(jnp.sum(g * g) for g in jax.tree_util.tree_leaves(gradient)))
    scale = jnp.minimum(1.0, 5.0 / (norm + 1e-6))
    count = count + 1
    first = each(lambda m, g: 0.9 * m + 0.1 * g * scale, first, gradient)
    second = each(lambda v, g: 0.999 * v + 0.001 * (g * scale) ** 2, second, gradient)
    one, two = 1 - 0.9**count, 1 - 0.999**count
    weights = each(
        lambda p, m, v: p * (1 - RATE * DECAY) - RATE * (m / one) / (jnp.sqrt(v / two) + 1e-8),
        weights, first, second)
    return (weights, first, second, count, key), value


@jax.jit
def epoch(state, inputs, labels, key):
    order = jax.random.permutation(key, SAMPLES)[: STEPS * BATCH]
    batches = (inputs[order].reshape(STEPS, BATCH, FEATURES), labels[order].reshape(STEPS, BATCH, 1))
    return jax.lax.scan(step, state, batches)


key = jax.random.PRNGKey(0)
inputs, labels = jax.random.normal(key, (SAMPLES, FEATURES)), jax.random.uniform(key, (SAMPLES, 1))
weights = initial(key)
zeros = each(jnp.zeros_like, weights)
state = (weights, zeros, zeros, jnp.float32(0), key)


def run():
    global state
    state, losses = epoch(state, inputs, labels, key)
    losses.block_until_ready()


report(median_time(run, 5))
