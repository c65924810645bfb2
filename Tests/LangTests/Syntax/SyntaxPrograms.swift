/// Programs with every construct of the language, for round trips and mutation.
let samplePrograms = [
  """
  # %% look
  spx = load "scripts/data/spx_daily.csv" time=date
  es  = align spx vix lag=1d from=2014-01-01
  use es
  head 5
  describe close volume vix
  gaps
  """,
  """
  liq       = volume / mean(volume, 50)
  flow      = sum(pct(close) * volume, 10) / sum(volume, 10)
  regime    = cut(vol_ratio, [0.7, 1.3], labels=["low", "normal", "high"])
  plot vol_ratio last=500 with=close axis=right
  plot hist vol_ratio bins=60
  target up1 = lead(close, 1) > close
  ic [liq, flow, vix_pct, vol_ratio] up1 by=year
  """,
  """
  for h in [1, 3, 5, 10]:
    target r = lead(close, h) / close - 1
    ic [liq, flow, vix_pct] r
  end
  features micro on es: liq, flow, vix_pct, vol_ratio
  d = split micro target=up1 folds=5 scheme=expanding
  """,
  """
  model net = mlp(hidden=[32, 16], norm=layer, dropout=0.4)
  best = sweep lr=[1e-4, 3e-4, 1e-3] hidden=[[16, 8], [32, 16]] monitor=val.auc:
    stage1 net(hidden=hidden) d loss=bce lr=lr epochs=30 stop=5 weight_decay=0.01
  end
  importance best repeats=10
  timeit flow
  save script "explore_session.fml"
  expect rows(es) > 1200
  """,
  """
  px = load "data/sp500.csv.gz" by=Name time=Date
  px = clean px dupes=last ohlc=drop outliers=reversal   # ticker reuse
  features core14 on px:
    ret_1d  = logret(close)
    vol_10d = std(ret_1d, 10, min=5)
    hl_range    = (high - low) / close
    oc_gap      = open / lag(close) - 1
    market      = xmean(ret_1d)
  end
  target y = lead(logret(close), 1)
  """,
  """
  d = split core14 target=y train=..2018-06-30 val=2018-07-01..2019-03-31 test=2019-04-01..
  loss rank70(p, y; tau=0.05, weight=0.7, delta=0.05):
    return -weight * corr(softrank(p, tau), rank(y)) + (1 - weight) * mean(huber(p - y, delta))
  end
  run1 = stage1 net d loss=rank70 batch=by(date) epochs=100 lr=8e-4 warmup=5 clip=1 \\
         schedule=plateau(patience=12, factor=0.5) stop=15 monitor=val.rank_ic save="rank_lstm"
  """,
  """
  bt = backtest run1 rule=long_short(top=20%, bottom=20%, fill=close) cost=5bp on=test
  plot tearsheet bt out="out/rank_lstm.html"
  dsr bt
  if bt.sharpe > 0.3:
    say "tradeable: net Sharpe {bt.sharpe:.2f}, turnover {bt.turnover:.0%}"
  else:
    say "not tradeable: net Sharpe {bt.sharpe:.2f} at {bt.turnover:.0%} turnover"
  end
  """,
  """
  # %% [md]
  # Stage 1 learns tomorrow's range volatility of four stocks.
  seed 42
  param hold = 4
  param fee  = 2bp
  features vol on px:
    rv = parkinson(1)                     # one-day range volatility
  end
  target next_vol = lead(vol.rv, 1)
  d = split vol target=next_vol train=70% val=15% test=15%
  expect s1.val.mse < s1.val.persistence.mse
  """,
  """
  loss trade(p, bar; hold=4, fee=2bp, k=1000):
    limit = bar.close * (1 - p)
    low1  = lead(bar.low, 1)
    fill  = sigmoid(k * (limit - low1) / bar.close)
    gain  = (lead(bar.close, hold) - limit) / limit - 2 * fee
    track fill_rate = mean(low1 <= limit)
    track profit_if_filled = mean(gain, where=low1 <= limit)
    return -mean(fill * gain)
  end
  gradcheck trade
  """,
  """
  s2 = stage2 s1 loss=trade(hold=hold, fee=fee, k=k) epochs=10 lr=5e-4 batch=8 clip=1 &
  bt = backtest s2 rule=limit_long(hold=hold, fee=fee) on=test
  plot pnl bt out="out/two_stage_pnl.svg"
  expect bt.fill_rate in 0..1
  say "soft {bt.soft.expected_profit:.4%} against hard {bt.expected_profit:.4%} a trade"
  """,
  """
  model net = input |> dense(32) |> layernorm |> relu |> dropout(0.4) |> dense(1)
  s1 = stage1 net d loss={direction: focal, volatility: mse} weights={direction: 1, volatility: 0.3}
  at s1 3:31 set lr 5e-4
  at s1 epoch=5 set s1.lr 1e-4
  set batch 16
  wf = walkforward vol target=y train=2y test=3mo: stage1 net fold
  ensemble n=5:
    stage1 net d seed=n
  end
  """,
  """
  def scaled(x, n; floor=1e-6, by=none):
    sd = std(x, n)
    if by == none or not (n > 2 and floor in [1, 2]):
      sd = where(sd < floor, nan, -sd ** 2 ** 3 % 7)
    elif n - -1 >= 2: sd = "none {sd:.1f} {{x}} \\\\ \\n"
    return x / sd
  end
  rule simple(p, bar; hold=4h): p > 0
  x = px["AAPL"][2024-01-01..2024-06-30T14:31][-1].close
    |> lag(2)
    |> f
  while x < 3:
    x = x + 1
    if x == 2: continue
    if true: break
  end
  """,
]
