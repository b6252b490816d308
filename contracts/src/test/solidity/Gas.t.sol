// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Fixture} from "./Fixture.sol";
import {PayoutTree} from "./PayoutTree.sol";

/// @title GasTest
/// @notice What each call costs as a transaction of its own, on Berlin rules, after refunds. The values are compared
/// with the committed ones in `gas/`. Run it by `npm run check-gas`: it needs the `gas` profile.
contract GasTest is Fixture {
    using PayoutTree for PayoutTree.Leaf[];

    uint256 private constant REWARD = 0.01 ether;
    uint256 private id;

    function setUp() public override {
        super.setUp();
        vm.deal(admin, 1 ether);
        vm.deal(pauser, 1 ether);
        join(alice, MIN_STAKE);
        join(bob, MIN_STAKE);
        id = createTraining(500 ether);
    }

    /// @dev One test, so that the rows stand in the order of a round. The first round pays for fresh storage, the
    /// second shows what every later one costs.
    function test_CostsOfARound() public {
        PayoutTree.Leaf[] memory leaves = payouts(64, 1);
        measureRound("first", leaves);
        leaves = payouts(64, 2);
        measureRound("later", leaves);
    }

    function test_CostsOfMembership() public {
        address carol = account("carol");
        join(carol, MIN_STAKE);
        record("workers", "join");
        vm.deal(carol, 1 ether);
        vm.prank(carol);
        workers.topUp{value: 1 ether}();
        record("workers", "topUp");
        vm.prank(carol);
        workers.leave();
        record("workers", "leave");
        vm.warp(vm.getBlockTimestamp() + COOLDOWN);
        vm.prank(carol);
        workers.withdraw();
        record("workers", "withdraw");
        vm.prank(admin);
        workers.approve(listOf(carol));
        record("workers", "approve, one");
    }

    function test_CostsOfATraining() public {
        uint256 another = createTraining(1 ether);
        record("trainings", "createTraining");
        vm.prank(publisher);
        jobs.fund{value: 1 ether}(another);
        record("trainings", "fund");
        uint32 round = openRound(another);
        vm.prank(publisher);
        jobs.abandonRound(another, round);
        record("trainings", "abandonRound");
        vm.prank(publisher);
        jobs.close(another);
        record("trainings", "close");
        jobs.refund(another);
        record("trainings", "refund");
    }

    function test_CommitAndRevealStayWithinBudget() public {
        uint32 round = toCommitting(id);
        commit(id, round, alice, digestsOf(3));
        uint256 cost = used();
        openReveal(id, round);
        vm.prank(alice);
        jobs.reveal(id, round, SALT, digestsOf(3));
        cost += used();
        vm.assertLe(cost, 95_000, "commit and reveal of three digests");
    }

    /// @dev Real trees, real proofs, and a claim from each to show that the roots are live.
    function test_SettleCostsTheSameForAnyNumberOfWorkers() public {
        settleNewRound(id, payouts(2, 1));
        uint256 small = settleCost(4, 2);
        uint256 medium = settleCost(64, 3);
        uint256 large = settleCost(1_024, 4);
        vm.assertLe(large * 100, small * 102, "1,024 workers against 4");
        vm.assertLe(small * 100, large * 102, "4 workers against 1,024");
        vm.assertLe(medium * 100, small * 102, "64 workers against 4");
        vm.assertLe(small * 100, medium * 102, "4 workers against 64");
    }

    function settleCost(uint256 count, uint256 rounds) private returns (uint256 cost) {
        PayoutTree.Leaf[] memory leaves = payouts(count, rounds);
        uint32 round = toRevealing(id);
        bytes32 root = leaves.root();
        settle(id, round, root, 100 ether + rounds);
        cost = used();
        vm.snapshotValue("settle", string.concat(vm.toString(count), " workers"), cost);
        claim(leaves, count - 1);
    }

    function measureRound(string memory group, PayoutTree.Leaf[] memory leaves) private {
        uint32 round = openRound(id);
        record(group, "1 openRound");
        assign(id, round);
        record(group, "2 assign");
        commit(id, round, alice, digestsOf(3));
        record(group, "3 commit");
        openReveal(id, round);
        record(group, "4 openReveal");
        vm.prank(alice);
        jobs.reveal(id, round, SALT, digestsOf(3));
        record(group, "5 reveal, 3 digests");
        settle(id, round, leaves.root(), leaves.totalEarned());
        record(group, "6 settle, 64 workers");
        claim(leaves, 1);
        claim(leaves, 0);
        record(group, "7 claim, honest");
        claim(leaves, 2);
        record(group, "8 claim, slashed");
    }

    /// @dev Leaf 0 is alice, an honest worker; leaf 2 is bob, who loses stake and earns nothing.
    function payouts(uint256 count, uint256 rounds) private returns (PayoutTree.Leaf[] memory leaves) {
        leaves = new PayoutTree.Leaf[](count);
        for (uint256 i = 0; i < count; ++i) {
            address worker = i == 0 ? alice : address(uint160(0x1000 + i));
            vm.deal(worker, worker.balance + 1);
            leaves[i] = PayoutTree.Leaf(id, worker, rounds * REWARD, 0);
        }
        if (count > 3) leaves[2] = PayoutTree.Leaf(id, bob, 0, rounds * REWARD);
    }

    function record(string memory group, string memory name) private {
        vm.snapshotValue(group, name, used());
    }

    function used() private view returns (uint256) {
        return vm.lastCallGas().gasTotalUsed;
    }
}
