// SPDX-License-Identifier: GPL-3.0-or-later

/// The orders of all files: rows that belong to one order are linked, and folded into one when all files are read.
struct OrderStore {
    /// What becomes of a row.
    enum Fate {
        case kept
        case gone(ImportReason)
    }

    private struct Order {
        var first, last: Int32
        /// The number of its key among `keys`; −1 where it has none.
        var key: Int32
    }

    private var lines: [OrderLine] = []
    private var orders: [Order] = []
    /// The keys, and the order of each; −1 where there is none yet.
    private var keys = TextTable()
    private var orderOfKey: [Int32] = []
    /// The lines by their hashes.
    private var index = HashIndex()

    /// How many orders there are.
    var count: Int { orders.count }

    /// The first row of the order with this key; nil where there is none.
    func first(_ key: Int32) -> OrderLine? {
        let order = orderOfKey[Int(key)]
        return order < 0 ? nil : lines[Int(orders[Int(order)].first)]
    }

    /// The number of a key; new keys get an order with their first row.
    mutating func number(_ key: ArraySlice<UInt8>) -> Int32 {
        let (number, isNew) = keys.number(key)
        if isNew { orderOfKey.append(-1) }
        return number
    }

    /// The key of an order as text.
    func key(_ order: Int) -> String { orders[order].key < 0 ? "" : keys.text(orders[order].key) }

    /// Adds a row; `key` is that of its order.
    ///
    /// - Parameters:
    ///   - line: the row.
    ///   - key: the number of the order's key; nil where it has none.
    ///   - isCorrection: whether further rows of an order correct it.
    ///   - doubt: hears of a doubt.
    mutating func add(
        _ line: OrderLine, key: Int32?, isCorrection: Bool, doubt: (ImportReason) -> Void
    ) -> Fate {
        if line.hash != 0, let known = index.number(line.hash, where: { lines[Int($0)].hash == line.hash }) {
            return update(Int(known), with: line, doubt)
        }
        var line = line
        let number = Int32(lines.count)
        var fate = Fate.kept
        if let key, orderOfKey[Int(key)] >= 0 {
            let order = Int(orderOfKey[Int(key)])
            let first = Int(orders[order].first)
            guard lines[first].network == line.network else {
                // What only the other network knows of the order is kept.
                if lines[first].clicked == OrderLine.none { lines[first].clicked = line.clicked }
                if lines[first].creator < 0 { lines[first].creator = line.creator }
                return .gone(.countedElsewhere)
            }
            lines[Int(orders[order].last)].next = number
            orders[order].last = number
            fate = .gone(
                line.isSecondTier ? .secondTier : isCorrection ? .corrections : line.value < 0 ? .negativeRow : .lines)
        } else {
            if let key { orderOfKey[Int(key)] = Int32(orders.count) }
            orders.append(Order(first: number, last: number, key: key ?? -1))
        }
        if line.state == .declined { fate = .gone(.declined) } else { line.isKept = true }
        lines.append(line)
        if line.hash != 0 {
            if index.isFull { index = index.larger { lines[Int($0)].hash } }
            index.add(number, line.hash)
        }
        return fate
    }

    private mutating func update(_ index: Int, with line: OrderLine, _ doubt: (ImportReason) -> Void) -> Fate {
        let old = lines[index]
        if old.says(line) { return .gone(.duplicate) }
        if line.state.rank == old.state.rank { doubt(.changed) }
        if line.state.rank >= old.state.rank {
            lines[index] = line
            (lines[index].next, lines[index].isKept) = (old.next, old.isKept)
            if line.clicked == OrderLine.none { lines[index].clicked = old.clicked }
        }
        return .gone(.newerState)
    }

    /// The rows of an order, in the order in which they were read.
    func lines(of order: Int) -> OrderLines { OrderLines(all: lines, following: orders[order].first) }
}

/// The rows of one order.
struct OrderLines: Sequence, IteratorProtocol {
    fileprivate let all: [OrderLine]
    fileprivate var following: Int32

    /// The number of their network.
    var network: UInt8 { all[Int(following)].network }

    mutating func next() -> OrderLine? {
        guard following >= 0 else { return nil }
        let line = all[Int(following)]
        following = line.next
        return line
    }
}
