An ordinary series: a table of dates and values, no database.

    $ printf 'date,value\n2014,21.2\n2015,15.4\n2016,13.2\n2017,17.2\n2018,18.2\n2019,19.7\n2020,19.1\n2021,24.6\n2022,26.1\n2023,28.0\n' >year.csv
    $ tradefig project --series year.csv --to 2026
    year.csv: yearly, 10 values, 2014 to 2023
    PERIOD  MEDIAN          50%          80%          95%
    2024     28.41  26.51–30.44  24.72–32.64  22.40–36.02
    2025     29.25  26.13–32.75  23.36–36.63  19.87–43.07
    2026     30.13  25.93–35.01  22.36–40.60  18.01–50.39
    median of exponential smoothing (best A,N,N), dynamic theta and theta on logarithms; 10 values
    $ tradefig project --series - --horizon 2 --format csv <year.csv
    period,median,lo50,hi50,lo80,hi80,lo95,hi95
    2024,28.40573,26.50945,30.43766,24.72436,32.63525,22.40070,36.02056
    2025,29.25334,26.13379,32.74528,23.36015,36.63325,19.86792,43.07237
    $ tradefig project --series year.csv --horizon 1 --json
    {"series":"year.csv","frequency":"yearly","first":"2014","last":"2023","values":10,"method":"median of exponential smoothing (best A,N,N), dynamic theta and theta on logarithms; 10 values","remarks":[],"periods":[{"period":"2024","median":28.40573,"lo50":26.50945,"hi50":30.43766,"lo80":24.72436,"hi80":32.63525,"lo95":22.4007,"hi95":36.02056}]}
    $ tradefig project --series year.csv --horizon 1 --format md
    | period | median | lo50 | hi50 | lo80 | hi80 | lo95 | hi95 |
    | --- | --: | --: | --: | --: | --: | --: | --: |
    | 2024 | 28.40573 | 26.50945 | 30.43766 | 24.72436 | 32.63525 | 22.40070 | 36.02056 |

Quarters with a decimal comma, and one that is missing.

    $ printf '2022-Q1;5,1\n2022-Q2;5,9\n2022-Q3;6,2\n2023-Q1;5,4\n2023-Q2;6,3\n2023-Q3;6,6\n2023-Q4;7,1\n' | tradefig project --series - --horizon 2
    standard input: quarterly, 8 values, 2022-Q1 to 2023-Q4
    PERIOD   MEDIAN          50%          80%          95%
    2024-Q1   7.016  6.621–7.434  6.224–7.908  5.768–8.534
    2024-Q2   7.100  6.565–7.679  6.020–8.375  5.355–9.415
    median of exponential smoothing (best A,N,N), dynamic theta and theta on logarithms; 8 values
    1 of 8 periods missing and bridged between their neighbours: 2022-Q4
    $ printf '5\n6\n7\n6\n8\n' | tradefig project --series - --frequency monthly --horizon 2
    standard input: monthly, 5 values
    PERIOD  MEDIAN          50%          80%           95%
    +1       7.029  6.429–7.686  5.884–8.398   5.096–9.696
    +2       7.029  6.385–7.739  5.782–8.545  4.931–10.020
    median of exponential smoothing (best A,N,N), dynamic theta and theta on logarithms; 5 values
    $ printf '2023,28\n' | tradefig project --series - --horizon 2
    standard input: yearly, 1 value, 2023 to 2023
    PERIOD  MEDIAN          50%          80%          95%
    2024     28.00  23.86–32.86  20.24–38.74  15.90–49.30
    2025     28.00  22.33–35.11  17.69–44.32  12.58–62.31
    fewer than 4 values: a random walk as volatile as the median trade flow (22% a year)
    $ printf '2020,7\n2021,7\n2022,7\n2023,7\n' | tradefig project --series - --horizon 1
    standard input: yearly, 4 values, 2020 to 2023
    PERIOD  MEDIAN          50%          80%          95%
    2024     7.000  7.000–7.000  7.000–7.000  7.000–7.000
    the value all periods had; nothing in the series says how it may change
    $ printf '2019,-3\n2020,2\n2021,-1\n2022,4\n2023,-2\n' | tradefig project --series - --horizon 1
    standard input: yearly, 5 values, 2019 to 2023
    PERIOD  MEDIAN                50%                80%                95%
    2024    0.2960  -0.7104 to 1.3023  -1.9763 to 2.5682  -4.0597 to 4.6516
    median of exponential smoothing (best A,N,N), dynamic theta and theta; 5 values

What cannot be projected is said in a line.

    $ printf 'date,value\n2023-01,5\n' | tradefig project --series -
    tradefig: standard input: one date does not tell whether the series is yearly, quarterly or monthly; --frequency says it
    [exit 1]
    $ printf 'date,value\n2022,5\n2023,abc\n' >bad.csv; tradefig project --series bad.csv
    tradefig: bad.csv: line 3, column 2: 'abc' is not a number
    [exit 1]
    $ tradefig project --series year.csv --to 2020
    tradefig: the year 2020 is over: the values go to 2023
    [exit 2]
    $ tradefig project --series nowhere.csv
    tradefig: nowhere.csv: cannot open: No such file or directory
    [exit 1]
    $ tradefig project --series year.csv KZ-RU
    tradefig: project takes a PAIR or --series, not both
    [exit 2]
    $ tradefig project --series year.csv --frequency quarterly
    tradefig: year.csv: the dates are years; a quarterly series cannot be made of them
    [exit 1]
    $ tradefig project --series year.csv --horizon 100
    tradefig: year.csv: 100 periods ahead; 1 to 30 are possible
    [exit 1]
    $ printf '2022,-5\n2023,5\n' | tradefig project --series -
    tradefig: standard input: 2 values, not all above 0; at least 4 are needed for those
    [exit 1]
    $ printf '2022,1e30\n2023,5\n' | tradefig project --series -
    tradefig: standard input: value 1 is 1e30; a number up to 1e18 is needed
    [exit 1]

The protocol of forecasting benchmarks: a series a line in, an answer a line out; a line that is wrong costs itself.

    $ printf '{"id":"a","freq":1,"h":1,"values":[20,21,22,24,25,27]}\n{"id":"b","freq":1,"h":1}\n' | tradefig project --protocol series-jsonl
    tradefig: line 2: "values" is missing or not an array of numbers
    {"id":"a","mean":[27.82357],"lo50":[26.99333],"hi50":[28.67934],"lo80":[26.29122],"hi80":[29.44522],"lo95":[25.36256],"hi95":[30.52337]}
    [exit 4]
