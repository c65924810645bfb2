extension GnuplotScriptTests {
  static let picture = #"""
    set encoding utf8
    set terminal svg size 1000,600 noenhanced font 'sans-serif,14.5' background '#ffffff'
    unset key
    set style fill solid 1 noborder
    set multiplot
    unset label
    unset arrow
    unset object
    unset logscale
    set label "Rate's path" at screen 0.00860, screen 0.96833 left front font 'sans-serif Bold,17' tc rgb '#222222'
    set label "two values" at screen 0.00860, screen 0.92875 left front tc rgb '#5a5a5a'
    set label "step" at screen 0.49859, screen 0.06333 center front tc rgb '#5a5a5a'
    set label "a note" at screen 0.00860, screen 0.02217 left front tc rgb '#5a5a5a'
    set lmargin at screen 0.04879
    set rmargin at screen 0.94840
    set tmargin at screen 0.84958
    set bmargin at screen 0.13933
    set xrange [-0.02:2.02]
    set yrange [0.09000000000000001:0.31]
    set border 11 lt 1 lw 1 lc rgb '#8a8a8a'
    set xtics out nomirror scale 0.6 textcolor rgb '#222222' ("0" 0.0, "1" 1.0, "2" 2.0)
    set ytics out nomirror scale 0.6 textcolor rgb '#222222' ("10%%" 0.1, "15%%" 0.15, "20%%" 0.2, "25%%" 0.25, "30%%" 0.3)
    set y2range [18.0:22.0]
    set y2tics out nomirror scale 0.6 textcolor rgb '#222222' ("18.0" 18.0, "18.5" 18.5, "19.0" 19.0, "19.5" 19.5, "20.0" 20.0, "20.5" 20.5, "21.0" 21.0, "21.5" 21.5, "22.0" 22.0)
    set grid xtics ytics back lt 1 lw 0.7 lc rgb '#e3e3e3'
    set label "rate" at screen 0.00860, screen 0.88125 left front tc rgb '#222222'
    set arrow from screen 0.71604, screen 0.88125 to screen 0.73668, screen 0.88125 nohead lt 1 lw 1.6 dt 1 lc rgb '#0072b2'
    set label "rate" at screen 0.74184, screen 0.88125 left front tc rgb '#222222'
    set label '' at screen 0.80806, screen 0.88125 point pt 7 ps 1.0 lc rgb '#d55e00'
    set label "level (right axis)" at screen 0.82354, screen 0.88125 left front tc rgb '#222222'
    set arrow from graph 0, first 0.2 to graph 1, first 0.2 nohead back lt 1 lw 1 dt 2 lc rgb '#8a8a8a'
    set label "mean" at screen 0.94410, screen 0.51346 right front tc rgb '#5a5a5a'
    plot '-' binary record=(5) format='%double%double' using 1:2 with lines lt 1 lw 1.6 dt 1 lc rgb '#0072b2' notitle, \
      '-' binary record=(1) format='%double%double' using 1:2 axes x1y2 with points pt 7 ps 1.3 lc rgb '#d55e00' notitle
    <5 rows of 2 doubles>
    <1 rows of 2 doubles>
    unset multiplot
    unset output

    """#

  static let characters = #"""
    set encoding utf8
    set terminal dumb size 79,24 noenhanced mono
    unset key
    set style fill solid 1 noborder
    set multiplot
    unset label
    unset arrow
    unset object
    unset logscale
    set label "Rate's path" at screen 0.00633, screen 0.97917 left front
    set label "two values" at screen 0.00633, screen 0.93750 left front
    set label "step" at screen 0.51266, screen 0.06250 center front
    set label "a note" at screen 0.00633, screen 0.02083 left front
    set lmargin at screen 0.06731
    set rmargin at screen 0.95192
    set tmargin at screen 0.88043
    set bmargin at screen 0.14130
    set xrange [-0.02:2.02]
    set yrange [0.09000000000000001:0.31]
    set border 11
    set xtics out nomirror scale 0 ("0" 0.0, "1" 1.0, "2" 2.0)
    set ytics out nomirror scale 0 ("10%%" 0.1, "15%%" 0.15, "20%%" 0.2, "25%%" 0.25, "30%%" 0.3)
    set y2range [18.0:22.0]
    set y2tics out nomirror scale 0 ("18" 18.0, "19" 19.0, "20" 20.0, "21" 21.0, "22" 22.0)
    set label "rate" at screen 0.00633, screen 0.89583 left front
    set label "**" at screen 0.56329, screen 0.89583 left front
    set label "rate" at screen 0.60127, screen 0.89583 left front
    set label "oo" at screen 0.68987, screen 0.89583 left front
    set label "level (right axis)" at screen 0.72785, screen 0.89583 left front
    set label "mean" at screen 0.94937, screen 0.56250 right front
    plot '-' binary record=(69) format='%double%double' using 1:2 with points pt '-' notitle, \
      '-' binary record=(5) format='%double%double' using 1:2 with lines lt 1 notitle, \
      '-' binary record=(1) format='%double%double' using 1:2 axes x1y2 with points pt 'o' notitle
    <69 rows of 2 doubles>
    <5 rows of 2 doubles>
    <1 rows of 2 doubles>
    unset multiplot
    unset output

    """#
}
